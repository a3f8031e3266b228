//! Errors of the service: problem details (RFC 9457).

use export_bundles::{ExportBundleRequest, Problem, ProblemKind, decode};
use serde_json::{Map, Value, json};

use super::schema_ref;
use crate::error::Error;

/// The problems that an export service reports, with what each means there.
const PROBLEMS: &[(ProblemKind, &str)] = &[
    (ProblemKind::NotJson, "The body is not one I-JSON document (RFC 7493)."),
    (
        ProblemKind::NotFound,
        "The incident or the bundle does not exist, or is not for the caller to see.",
    ),
    (ProblemKind::TooLarge, "The body is larger than the service reads."),
    (ProblemKind::WrongMediaType, "The body is not declared as `application/json`."),
    (
        ProblemKind::Invalid,
        "The document is JSON, but not what the schema accepts. `violations` lists everything that \
         is wrong with it.",
    ),
    (ProblemKind::Failed, "The service failed; the request may be tried again."),
];

/// The responses, by the names that operations refer to.
pub(super) fn responses() -> Result<Map<String, Value>, Error> {
    let response = |(kind, description): &(ProblemKind, &str)| {
        let example = serde_json::to_value(example(*kind)).map_err(Error::encoding)?;
        let content = json!({ "schema": schema_ref("Problem"), "example": example });
        let response =
            json!({ "description": description, "content": { Problem::MEDIA_TYPE: content } });
        Ok((name(*kind), response))
    };
    PROBLEMS.iter().map(response).collect()
}

/// The responses of an operation, by status.
pub(super) fn by_status(kinds: &[ProblemKind]) -> impl Iterator<Item = (String, Value)> {
    kinds.iter().map(|kind| {
        let response = json!({ "$ref": format!("#/components/responses/{}", name(*kind)) });
        (kind.status().to_string(), response)
    })
}

/// The name of the response: that of the kind.
fn name(kind: ProblemKind) -> String {
    format!("{kind:?}")
}

/// What the service answers. Where a body is at fault, that is seen best by the answer to one.
fn example(kind: ProblemKind) -> Problem {
    let body: &[u8] = match kind {
        ProblemKind::NotJson => b"{\"incident_id\": \"inc_20260314_0017\",}",
        ProblemKind::Invalid => b"{\"incident_id\": \"\"}",
        _ => return kind.into(),
    };
    match decode::<ExportBundleRequest>(body) {
        Err(rejection) => Problem::from(&rejection),
        Ok(_) => kind.into(),
    }
}
