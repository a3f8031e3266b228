//! What is published of the contract, derived when the server starts.

use std::collections::BTreeMap;

use exact_schema_publish::Publication;
use exact_schema_runtime::{Contract, Direction};
use serde_json::{Value, json};

use crate::description::describe;
use crate::error::Error;
use crate::options::Options;
use crate::resource::Resource;

pub(crate) struct Published {
    /// The types, each with the place of its schema.
    pub(crate) list: Resource,
    /// What is accepted, by the title of the type.
    pub(crate) schemas: BTreeMap<&'static str, Resource>,
    /// What the server says of itself, in OpenAPI 3.1.
    pub(crate) description: Resource,
    pub(crate) reference: Option<Resource>,
    /// What the names of metrics begin with.
    pub(crate) metric_prefix: String,
}

impl Published {
    pub(crate) fn derive(options: &Options) -> Result<Self, Error> {
        let publication = Publication::derive(options.contract).map_err(Error::published)?;
        let mut schemas = BTreeMap::new();
        for artefact in publication.artefacts() {
            let bytes = artefact.text().to_owned();
            if let Some((title, Direction::Accept)) = artefact.subject() {
                schemas.insert(title, Resource::new("application/schema+json", bytes));
            }
        }
        let reference = match &options.reference {
            Some(path) => {
                let page = std::fs::read(path).map_err(Error::reference(path))?;
                Some(Resource::new("text/html; charset=utf-8", page))
            }
            None => None,
        };
        let manifest = publication.manifest();
        let description = describe(options, manifest)?.to_string();
        Ok(Self {
            list: list(options.contract),
            schemas,
            description: Resource::new("application/json", description),
            reference,
            metric_prefix: manifest.metric_prefix(),
        })
    }
}

fn list(contract: &Contract) -> Resource {
    let types: Vec<Value> = contract
        .types()
        .iter()
        .map(|it| {
            let title = it.title();
            json!({
                "type": title,
                "schema": format!("/v1/schemas/{title}"),
                "validate": format!("/v1/validate/{title}"),
            })
        })
        .collect();
    Resource::new("application/json", json!({ "types": types }).to_string())
}
