//! What the server says of itself, in OpenAPI 3.1: `description.json` has the places of every server, and
//! what a server does not answer is left out of its own.

use exact_schema_manifest::Manifest;
use serde_json::{Value, json};

use crate::error::Error;
use crate::options::Options;

const PLACES: &str = include_str!("description.json");

/// The description of the server that these options make.
pub(crate) fn describe(options: &Options, manifest: &Manifest) -> Result<Value, Error> {
    let contract = options.contract;
    let mut document: Value = serde_json::from_str(PLACES).map_err(Error::published)?;
    let info = &mut document["info"];
    info["title"] = format!("{}: validation", manifest.title).into();
    info["version"] = contract.version().into();
    info["license"] = json!({ "name": manifest.license, "identifier": manifest.license });
    if let Some(repository) = &manifest.repository {
        info["contact"] = json!({ "url": repository });
    }
    let titles: Vec<&str> = contract.types().iter().map(|it| it.title()).collect();
    document["components"]["schemas"]["Type"]["enum"] = titles.into();
    let with_admin = options.admin.is_none();
    let is_answered = |place: &str| match place {
        "/" => options.reference.is_some(),
        "/v1/validate" => contract.default_type().is_some(),
        "/healthz" | "/metrics" => with_admin,
        _ => true,
    };
    if let Some(paths) = document["paths"].as_object_mut() {
        paths.retain(|place, _| is_answered(place));
    }
    if !with_admin && let Some(tags) = document["tags"].as_array_mut() {
        tags.retain(|tag| tag["name"] != "watch");
    }
    Ok(document)
}
