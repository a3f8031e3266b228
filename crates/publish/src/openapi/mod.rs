//! The OpenAPI documents, in 3.1 and 3.0, of a service that speaks the contract: what the author wrote of its
//! operations, with the schemas and the examples of the contract.

mod components;
mod examples;
mod older;
mod references;

use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;
use serde_json::{Value, json};

use crate::error::Error;
use crate::mark::mark;

/// The document, if the contract has one.
pub(crate) fn document(
    contract: &'static Contract,
    manifest: &Manifest,
) -> Result<Option<Value>, Error> {
    let Some(text) = contract.openapi() else { return Ok(None) };
    let mut document: Value = serde_json::from_str(text).map_err(Error::openapi)?;
    let members = document.as_object_mut().ok_or_else(|| Error::openapi("expected an object"))?;
    members.insert("x-generated".to_owned(), mark(manifest).into());
    let info = members.entry("info").or_insert_with(|| json!({}));
    info["version"] = contract.version().into();
    info["license"] = json!({ "name": manifest.license, "identifier": manifest.license });
    if let Some(repository) = &manifest.repository {
        info["contact"] = json!({ "url": repository });
    }
    let components = members.entry("components").or_insert_with(|| json!({}));
    components["schemas"] = components::schemas(contract)?.into();
    references::check(&document)?;
    examples::fill_in(&mut document, contract)?;
    Ok(Some(document))
}

/// The same in OpenAPI 3.0.
///
/// # Errors
///
/// That 3.0 cannot say it.
pub(crate) fn older(document: &Value) -> Result<Value, Error> {
    older::document(document)
}

/// Where a reference to a schema of the document begins.
const SCHEMAS: &str = "#/components/schemas/";

fn component(name: &str) -> String {
    format!("{SCHEMAS}{name}")
}
