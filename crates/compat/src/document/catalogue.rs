//! Documents that others refer to by their `$id`: those of a folder, and the meta-schemas of the drafts.

use std::collections::BTreeMap;
use std::path::Path;

use exact_schema_schema::{Draft, folder, reference};
use referencing::meta;
use serde_json::Value;

use super::LoadError;

/// Documents by the URI that names them. Nothing is fetched.
///
/// The meta-schemas of the drafts 4, 6 and 7 are always there. Those of later drafts mean what depends
/// on who refers to them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(BTreeMap<String, Value>);

impl Catalogue {
    /// The documents in a folder, and in the folders in it, that have an `$id`.
    ///
    /// # Errors
    ///
    /// That the folder cannot be read.
    pub fn read(root: &Path) -> Result<Self, LoadError> {
        let mut documents = BTreeMap::new();
        for file in folder::json_files(root)? {
            // What is no JSON, or has no name, is no document that is referred to.
            let Ok(document) = folder::read(&root.join(file)) else { continue };
            let id = document.get("$id").or_else(|| document.get("id")).and_then(Value::as_str);
            if let Some(id) = id.map(|id| reference::split(id).0.to_owned()) {
                documents.insert(id, document);
            }
        }
        Ok(Self(documents))
    }

    /// The document that a URI names, if it is here.
    pub(super) fn find(&self, uri: &str) -> Option<&Value> {
        let uri = reference::split(uri).0;
        self.0.get(uri).or_else(|| meta_schema(uri))
    }
}

fn meta_schema(uri: &str) -> Option<&'static Value> {
    Some(match Draft::named_by(uri)? {
        Draft::Draft4 => &meta::DRAFT4,
        Draft::Draft6 => &meta::DRAFT6,
        Draft::Draft7 => &meta::DRAFT7,
        Draft::Draft2019 | Draft::Draft2020 => return None,
    })
}
