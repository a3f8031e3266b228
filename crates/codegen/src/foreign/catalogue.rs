//! Documents that are found by their `$id`: those of a folder, and the meta-schemas of the drafts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_json as ijson;
use exact_schema_schema::{Location, folder};
use serde_json::Value;

use crate::refusal::Refusal;

/// Documents by the URI that names them. Nothing is fetched.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    files: BTreeMap<String, PathBuf>,
}

impl Catalogue {
    /// The JSON files of a folder, and of the folders in it.
    pub(super) fn of(root: Option<&Path>) -> Result<Self, Refusal> {
        let Some(root) = root else { return Ok(Self::default()) };
        let unreadable = |error: String| {
            let place = Location::root(&root.display().to_string());
            Refusal::unreadable(&place, error, "a folder of schema files, for `--catalogue`")
        };
        let mut files = BTreeMap::new();
        for path in folder::json_files(root).map_err(|error| unreadable(error.to_string()))? {
            let path = root.join(path);
            // What is no JSON, or has no name, is no document that is referred to.
            let Some(document) = read(&path) else { continue };
            let id = document.get("$id").or_else(|| document.get("id")).and_then(Value::as_str);
            if let Some(id) = id {
                files.insert(bare(id).to_owned(), path);
            }
        }
        Ok(Self { files })
    }

    /// The document that a URI names, if it is here.
    pub(super) fn find(&self, uri: &str) -> Option<Value> {
        let uri = bare(uri);
        self.files.get(uri).and_then(|path| read(path)).or_else(|| meta_schema(uri))
    }
}

fn read(path: &Path) -> Option<Value> {
    ijson::read(&fs::read(path).ok()?).ok()
}

fn bare(uri: &str) -> &str {
    uri.split('#').next().unwrap_or_default()
}

#[cfg(feature = "meta-schemas")]
fn meta_schema(uri: &str) -> Option<Value> {
    use exact_schema_schema::Draft;
    use referencing::meta;
    let document = match Draft::named_by(uri)? {
        Draft::Draft4 => &meta::DRAFT4,
        Draft::Draft6 => &meta::DRAFT6,
        Draft::Draft7 => &meta::DRAFT7,
        // What they refer to depends on who refers to them.
        Draft::Draft2019 | Draft::Draft2020 => return None,
    };
    Some(Value::clone(document))
}

#[cfg(not(feature = "meta-schemas"))]
fn meta_schema(_: &str) -> Option<Value> {
    None
}
