//! What clients are told in place of what they asked for.

use exact_schema_runtime::{ProblemDetails, ProblemKind, Violation};
use export_bundles::CONTRACT;
use export_bundles_evidence::Refused;
use export_bundles_store::StoreError;

use crate::workers::NotDone;

/// A problem in place of an answer. It never repeats what the client sent.
#[derive(Debug)]
pub(crate) struct Answer(pub(crate) ProblemDetails);

pub(crate) fn problem(kind: ProblemKind, detail: impl Into<String>) -> Answer {
    Answer(ProblemDetails::new(kind, &CONTRACT).with_detail(detail))
}

pub(crate) fn not_found(what: &str) -> Answer {
    problem(ProblemKind::NotFound, format!("There is no {what} of this name, or it is not yours."))
}

/// A document that contradicts the request that brings it.
pub(crate) fn contradicts(pointer: &str, message: &str) -> Answer {
    let violation = Violation::new(pointer, "request", message);
    let problem = ProblemDetails::new(ProblemKind::Invalid, &CONTRACT);
    let detail = "The document contradicts the request: `violations` lists what to mend.";
    Answer(problem.with_detail(detail).with_violations([violation]))
}

/// No bundle can be made, for reasons.
pub(crate) fn unprocessable(reasons: impl IntoIterator<Item = (String, String)>) -> Answer {
    let violations =
        reasons.into_iter().map(|(pointer, message)| Violation::new(&pointer, "assemble", message));
    let problem = ProblemDetails::new(ProblemKind::Unprocessable, &CONTRACT);
    let detail =
        "No bundle can be made: `violations` lists what is missing, or contradicts itself.";
    Answer(problem.with_detail(detail).with_violations(violations))
}

impl From<ProblemDetails> for Answer {
    fn from(problem: ProblemDetails) -> Self {
        Self(problem)
    }
}

impl From<&Refused> for Answer {
    fn from(refused: &Refused) -> Self {
        let reasons = refused.reasons().iter();
        unprocessable(reasons.map(|it| (it.pointer.clone(), it.message.clone())))
    }
}

impl From<StoreError> for Answer {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store did not answer");
        if error.is_temporary() {
            return problem(
                ProblemKind::Busy,
                "The store cannot be reached, or has no room; nothing was changed. Ask again in a second.",
            );
        }
        problem(ProblemKind::Failed, "The store does not answer as it should.")
    }
}

impl From<NotDone> for Answer {
    fn from(not_done: NotDone) -> Self {
        match not_done {
            NotDone::Busy => {
                problem(ProblemKind::Busy, "Too much is to be done; ask again in a second.")
            }
            NotDone::Failed => problem(ProblemKind::Failed, "The service has failed."),
        }
    }
}

impl axum::response::IntoResponse for Answer {
    fn into_response(self) -> axum::response::Response {
        let is_unauthorized = self.0.kind() == ProblemKind::Unauthorized;
        let mut response = self.0.into_response();
        if is_unauthorized {
            let challenge = axum::http::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(axum::http::header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
