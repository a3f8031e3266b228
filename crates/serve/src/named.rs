//! The type that a path names.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use export_bundles::{DocumentType, Problem, ProblemKind, UnknownType};

/// The type whose title stands in the path.
pub(crate) struct Named(pub(crate) DocumentType);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // A path whose escapes are no UTF-8 names nothing; axum's own answer is no problem document.
        let path = Path::<String>::from_request_parts(parts, state).await;
        let Path(title) = path.map_err(|_| not_found(None))?;
        title.parse().map(Self).map_err(|it: UnknownType| not_found(it.suggestion()))
    }
}

fn not_found(suggestion: Option<&str>) -> Problem {
    let list = "`GET /v1/schemas` lists the types.";
    Problem::from(ProblemKind::NotFound).with_detail(match suggestion {
        Some(title) => format!("No type has this name; did you mean {title}? {list}"),
        None => format!("No type has this name. {list}"),
    })
}
