//! What programs ask.

pub(crate) mod bundles;
pub(crate) mod exports;
pub(crate) mod list;
pub(crate) mod log;
mod negotiation;
pub(crate) mod parts;
pub(crate) mod reviews;
pub(crate) mod traces;

pub(crate) use negotiation::negotiated;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use exact_schema_runtime::ProblemKind;

use crate::answer::{Answer, problem};

/// The name in the path.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Answer;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Answer> {
        // A path whose escapes are no UTF-8 names nothing; axum's own answer is no problem document.
        let path = Path::<String>::from_request_parts(parts, state).await;
        let malformed = "Expected a name in UTF-8 in the path.";
        path.map(|Path(name)| Self(name)).map_err(|_| problem(ProblemKind::BadRequest, malformed))
    }
}
