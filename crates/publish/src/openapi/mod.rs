//! The OpenAPI 3.1 document of an export service.

mod components;
mod paths;
mod problem;

use serde_json::{Value, json};

use crate::MARK;
use crate::error::Error;

/// The document: the paths of an export service and every schema of the contract.
pub(crate) fn document() -> Result<Value, Error> {
    let schemas = components::schemas()?;
    Ok(json!({
        "openapi": "3.1.0",
        "x-generated": MARK,
        "info": {
            "title": "Export bundles",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Evidence, SOC 2 and executive export bundles.",
            "description":
                "What an AI-agent platform exports when a run broke a policy: evidence to \
                 reconstruct and verify the run, the same evidence for a SOC 2 auditor, and a \
                 summary for leadership.\n\nA schema states what the service writes. Where it reads \
                 more than it writes (defaults may be left out, a fraction of a second may have \
                 fewer digits), the schema of what it reads has the suffix `Input`. Who may call \
                 is up to each deployment and not described here.",
            "license": {
                "name": env!("CARGO_PKG_LICENSE"),
                "identifier": env!("CARGO_PKG_LICENSE"),
            },
        },
        "servers": [{ "url": "/", "description": "The host that serves this document." }],
        "security": [],
        "tags": [{ "name": "exports", "description": "Asking for a bundle and fetching it." }],
        "paths": paths::paths()?,
        "components": {
            "schemas": schemas,
            "responses": problem::responses()?,
        },
    }))
}

/// A reference to a schema of the document.
fn schema_ref(name: &str) -> Value {
    json!({ "$ref": component(name) })
}

fn component(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
