//! The body of a request, read as far as its limit.

use std::error::Error;

use axum_core::body::Body;
use axum_core::extract::Request;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError};

use super::limit::BodyLimit;
use super::media_type;
use super::rejection::{PayloadRejection, Refusal};
use super::too_slow::TooSlow;
use crate::contract::Contract;

/// The bytes of a body that is declared as JSON and is no larger than the [`BodyLimit`]; what they
/// are is not judged yet. It is for a service that learns the type only from the request, and asks a
/// [`DocumentType`](crate::DocumentType) then:
///
/// ```
/// use axum::extract::{Path, Request};
/// use exact_schema_runtime::axum::json_body;
/// use exact_schema_runtime::{ProblemDetails, ProblemKind};
/// use parcel_events::CONTRACT;
///
/// async fn validate(Path(title): Path<String>, request: Request) -> Result<(), ProblemDetails> {
///     let body = json_body(request, &CONTRACT).await.map_err(|refused| refused.problem())?;
///     let not_found = || ProblemDetails::new(ProblemKind::NotFound, &CONTRACT);
///     let kind = CONTRACT.type_named(&title).map_err(|_| not_found())?;
///     kind.check(&body).map_err(|rejection| ProblemDetails::from(&rejection))
/// }
/// ```
///
/// # Errors
///
/// A refusal, which is answered as a problem of `contract`.
pub async fn json_body(
    request: Request,
    contract: &'static Contract,
) -> Result<Bytes, PayloadRejection> {
    let refused = |refusal| PayloadRejection::new(contract, refusal);
    media_type::check(&request).map_err(refused)?;
    let limit = request.extensions().get::<BodyLimit>().copied().unwrap_or_default();
    read(request.into_body(), limit).await.map_err(refused)
}

async fn read(mut body: Body, limit: BodyLimit) -> Result<Bytes, Refusal> {
    let too_large = || Refusal::TooLarge(limit);
    let announced = usize::try_from(body.size_hint().lower()).map_err(|_| too_large())?;
    if announced > limit.0 {
        return Err(too_large());
    }
    // A body that is a chunk is not copied, and one of many lies in memory once.
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            if has_cause::<LengthLimitError>(&error) {
                too_large()
            } else if has_cause::<TooSlow>(&error) {
                Refusal::TooSlow
            } else {
                Refusal::Incomplete
            }
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

/// Whether a layer in front has ended the body for a reason of its own.
fn has_cause<E: Error + 'static>(error: &axum_core::Error) -> bool {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        if error.is::<E>() {
            return true;
        }
        cause = error.source();
    }
    false
}
