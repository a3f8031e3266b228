//! The type that a path names.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use exact_schema_runtime::{Contract, DocumentType, ProblemDetails, ProblemKind};

use crate::service::Service;

/// The type whose title stands in the path.
pub(crate) struct Named(pub(crate) DocumentType);

impl FromRequestParts<Arc<Service>> for Named {
    type Rejection = ProblemDetails;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<Service>,
    ) -> Result<Self, ProblemDetails> {
        let contract = service.contract;
        // A path whose escapes are no UTF-8 names nothing; axum's own answer is no problem document.
        let path = Path::<String>::from_request_parts(parts, service).await;
        let Path(title) = path.map_err(|_| not_found(contract, None))?;
        let kind = contract.type_named(&title);
        kind.map(Self).map_err(|unknown| not_found(contract, unknown.suggestion()))
    }
}

fn not_found(contract: &Contract, suggestion: Option<&str>) -> ProblemDetails {
    let list = "`GET /v1/schemas` lists the types.";
    ProblemDetails::new(ProblemKind::NotFound, contract).with_detail(match suggestion {
        Some(title) => format!("No type has this name; did you mean {title}? {list}"),
        None => format!("No type has this name. {list}"),
    })
}
