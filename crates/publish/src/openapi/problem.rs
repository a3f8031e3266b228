//! Errors of the service: problem details (RFC 9457).

use serde_json::{Map, Value, json};

use super::schema_ref;

/// A problem that a service reports: the name of the response, the status, the end of its type
/// URI, what it means, and what a reader is told.
struct ProblemKind {
    name: &'static str,
    status: u16,
    kind: &'static str,
    title: &'static str,
    description: &'static str,
}

const KINDS: &[ProblemKind] = &[
    ProblemKind {
        name: "NotJson",
        status: 400,
        kind: "not-json",
        title: "The body is not JSON",
        description: "The body is not one I-JSON document (RFC 7493).",
    },
    ProblemKind {
        name: "NotFound",
        status: 404,
        kind: "not-found",
        title: "There is no such thing",
        description: "The incident or the bundle does not exist, or is not for the caller to see.",
    },
    ProblemKind {
        name: "TooLarge",
        status: 413,
        kind: "too-large",
        title: "The body is too large",
        description: "The body is larger than the service reads.",
    },
    ProblemKind {
        name: "WrongMediaType",
        status: 415,
        kind: "wrong-media-type",
        title: "The body has another media type",
        description: "The body is not declared as `application/json`.",
    },
    ProblemKind {
        name: "Invalid",
        status: 422,
        kind: "invalid",
        title: "The document breaks its schema",
        description: "The document is JSON, but not what the schema accepts. `violations` lists \
                      everything that is wrong with it.",
    },
    ProblemKind {
        name: "Failed",
        status: 500,
        kind: "failed",
        title: "The service failed",
        description: "The service failed; the request may be tried again.",
    },
];

/// The schemas of a problem and of what it lists.
pub(super) fn schemas() -> Map<String, Value> {
    let problem = json!({
        "title": "Problem",
        "description": "Problem details (RFC 9457). Readers ignore members that they do not know.",
        "type": "object",
        "properties": {
            "type": {
                "description": "What kind of problem it is. A stable URI, to be compared and not \
                                fetched.",
                "type": "string",
                "format": "uri-reference",
                "default": "about:blank",
            },
            "title": { "description": "The kind in a few words.", "type": "string" },
            "status": {
                "description": "The status code of the response.",
                "type": "integer",
                "minimum": 400,
                "maximum": 599,
            },
            "detail": { "description": "What happened this time.", "type": "string" },
            "instance": {
                "description": "A URI that names this occurrence.",
                "type": "string",
                "format": "uri-reference",
            },
            "violations": {
                "description": "Everything in the document that breaks its schema.",
                "type": "array",
                "items": schema_ref("Violation"),
            },
        },
        "required": ["type", "title", "status"],
        "examples": [example(&KINDS[4])],
    });
    let violation = json!({
        "title": "Violation",
        "description": "One place of a document that breaks its schema.",
        "type": "object",
        "properties": {
            "pointer": {
                "description": "JSON Pointer (RFC 6901) of the value; empty for the document.",
                "type": "string",
            },
            "keyword": {
                "description": "The keyword of the schema that is broken.",
                "type": "string",
            },
            "message": {
                "description": "What was expected and what was found, in English. It repeats no \
                                value of the document.",
                "type": "string",
            },
        },
        "required": ["pointer", "keyword", "message"],
        "examples": [violation()],
    });
    [("Problem".to_owned(), problem), ("Violation".to_owned(), violation)].into_iter().collect()
}

/// The responses, by the names that operations refer to.
pub(super) fn responses() -> Map<String, Value> {
    let response = |kind: &ProblemKind| {
        let content = json!({ "schema": schema_ref("Problem"), "example": example(kind) });
        let response = json!({
            "description": kind.description,
            "content": { "application/problem+json": content },
        });
        (kind.name.to_owned(), response)
    };
    KINDS.iter().map(response).collect()
}

/// The responses of an operation, by status.
pub(super) fn by_status(names: &[&str]) -> impl Iterator<Item = (String, Value)> {
    KINDS.iter().filter(move |kind| names.contains(&kind.name)).map(|kind| {
        let response = json!({ "$ref": format!("#/components/responses/{}", kind.name) });
        (kind.status.to_string(), response)
    })
}

fn example(kind: &ProblemKind) -> Value {
    let mut example = json!({
        "type": format!("urn:export-bundles:problem:{}", kind.kind),
        "title": kind.title,
        "status": kind.status,
    });
    if kind.status == 422 {
        example["violations"] = json!([violation()]);
    }
    example
}

fn violation() -> Value {
    json!({
        "pointer": "/incident_id",
        "keyword": "minLength",
        "message": "expected at least 1 character, found an empty string",
    })
}
