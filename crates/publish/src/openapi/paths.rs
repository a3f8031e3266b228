//! The operations of an export service.

use export_bundles::ProblemKind;
use serde_json::{Map, Value, json};

use super::components::input_name;
use super::{problem, schema_ref};
use crate::error::Error;
use crate::publication::ContractSide;
use crate::root_type::RootType;
use crate::schema;

/// The paths, with their operations.
pub(super) fn paths() -> Result<Value, Error> {
    Ok(json!({
        "/v1/exports": { "post": create_export()? },
        "/v1/bundles/{bundle_id}": { "get": get_bundle()? },
    }))
}

fn create_export() -> Result<Value, Error> {
    let answer = |description: &str, headers: Value| -> Result<Value, Error> {
        let content =
            json_content("ExportBundleResponse", "ExportBundleResponse", ContractSide::Emit)?;
        Ok(json!({ "description": description, "headers": headers, "content": content }))
    };
    let location = json!({ "Location": {
        "description": "Where the bundle can be fetched once it is ready.",
        "schema": { "type": "string", "format": "uri-reference" },
        "example": "/v1/bundles/EVD-3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d",
    }});
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        answer("The bundle had been asked for before; nothing new was made.", json!({}))?,
    );
    responses.insert("201".to_owned(), answer("The export of a new bundle has begun.", location)?);
    responses.extend(problem::by_status(&[
        ProblemKind::NotJson,
        ProblemKind::NotFound,
        ProblemKind::TooLarge,
        ProblemKind::WrongMediaType,
        ProblemKind::Invalid,
        ProblemKind::Failed,
    ]));
    Ok(json!({
        "tags": ["exports"],
        "operationId": "createExport",
        "summary": "Ask for a bundle of an incident.",
        "description": "Makes a bundle of the kind asked for. The answer says whether it is ready.",
        "requestBody": {
            "description": "Which incident, and which kind of bundle.",
            "required": true,
            "content": json_content(
                &input_name("ExportBundleRequest"),
                "ExportBundleRequest",
                ContractSide::Accept,
            )?,
        },
        "responses": responses,
    }))
}

fn get_bundle() -> Result<Value, Error> {
    let mut responses = Map::new();
    let content = json_content("ExportBundle", "ExportBundle", ContractSide::Emit)?;
    responses.insert(
        "200".to_owned(),
        json!({ "description": "The bundle. `bundle_type` tells its kind.", "content": content }),
    );
    responses.extend(problem::by_status(&[ProblemKind::NotFound, ProblemKind::Failed]));
    Ok(json!({
        "tags": ["exports"],
        "operationId": "getBundle",
        "summary": "Fetch a bundle.",
        "description": "Answers the whole bundle.",
        "parameters": [{
            "name": "bundle_id",
            "in": "path",
            "required": true,
            "description": "The id that the answer to the request for the export names.",
            "schema": schema_ref("BundleId"),
            "example": "EVD-3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d",
        }],
        "responses": responses,
    }))
}

/// A body that is a component, with the example that the schema of its type brings.
fn json_content(component: &str, title: &str, side: ContractSide) -> Result<Value, Error> {
    let mut media_type = json!({ "schema": schema_ref(component) });
    if let Some(root) = RootType::named(title) {
        let schema = schema::described(root, side)?;
        if let Some(example) = schema.pointer("/examples/0") {
            media_type["example"] = example.clone();
        }
    }
    Ok(json!({ "application/json": media_type }))
}
