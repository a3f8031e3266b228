//! The body of a request, read as far as its limit.

use axum_core::body::Body;
use axum_core::extract::{FromRequest, Request};
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use super::{ContractRejection, media_type};

/// How many bytes of a body are read at most: 8 MiB where a route has no [`Extension`] that says
/// another number.
///
/// ```
/// use axum::routing::post;
/// use axum::{Extension, Router};
/// use export_bundles::ExportBundleRequest;
/// use export_bundles::axum::{BodyLimit, Contract};
///
/// async fn export(Contract(_request): Contract<ExportBundleRequest>) {}
///
/// // A request has a handful of members.
/// let app: Router =
///     Router::new().route("/v1/exports", post(export)).layer(Extension(BodyLimit(64 << 10)));
/// ```
///
/// The limit is enforced while reading: no more than that is ever held. axum's own
/// `DefaultBodyLimit` does not apply, because it is not for other extractors to read; the
/// `RequestBodyLimitLayer` of `tower-http` does, and is answered in the same way.
///
/// [`Extension`]: https://docs.rs/axum/0.8/axum/struct.Extension.html
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyLimit(pub usize);

impl Default for BodyLimit {
    fn default() -> Self {
        Self(8 << 20)
    }
}

/// The bytes of a body that is declared as JSON and is no larger than the [`BodyLimit`]; what they
/// are is not judged yet.
///
/// It is for a service that learns the type only from the request, and asks a
/// [`DocumentType`](crate::DocumentType) then:
///
/// ```
/// use axum::extract::Path;
/// use export_bundles::axum::{ContractRejection, JsonBody};
/// use export_bundles::{DocumentType, Problem, ProblemKind};
///
/// async fn validate(Path(title): Path<String>, JsonBody(body): JsonBody) -> Result<(), Problem> {
///     let kind: DocumentType = title.parse().map_err(|_| Problem::from(ProblemKind::NotFound))?;
///     kind.check(&body).map_err(|rejection| Problem::from(&rejection))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct JsonBody(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = ContractRejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, ContractRejection> {
        media_type::check(&request)?;
        let limit = request.extensions().get::<BodyLimit>().copied().unwrap_or_default();
        read(request.into_body(), limit).await.map(Self)
    }
}

async fn read(mut body: Body, limit: BodyLimit) -> Result<Bytes, ContractRejection> {
    let too_large = || ContractRejection::TooLarge(limit);
    let announced = usize::try_from(body.size_hint().lower()).map_err(|_| too_large())?;
    if announced > limit.0 {
        return Err(too_large());
    }
    // A body that is a chunk is not copied, and one of many lies in memory once.
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            if is_length_limit(&error) { too_large() } else { ContractRejection::Incomplete }
        })?;
        // Trailers say nothing about the document.
        let Ok(chunk) = frame.into_data() else { continue };
        if chunk.len() > limit.0 - first.len() - whole.len() {
            return Err(too_large());
        }
        if first.is_empty() && whole.is_empty() {
            first = chunk;
            continue;
        }
        if whole.is_empty() {
            whole.reserve(announced.max(first.len() + chunk.len()));
            whole.extend_from_slice(&std::mem::take(&mut first));
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(if whole.is_empty() { first } else { whole.freeze() })
}

/// Whether a layer in front has a limit of its own.
fn is_length_limit(error: &axum_core::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}
