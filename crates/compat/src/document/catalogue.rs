//! Documents that others refer to by their `$id`: those of a folder, and the meta-schemas of the drafts.

use std::collections::BTreeMap;
use std::path::Path;

use exact_schema_schema::{Draft, Library, folder, reference};
use serde_json::Value;

use super::LoadError;
use super::meta_schema::{extends_meta_schema, meta_schema};

/// Documents by the URI that names them. Nothing is fetched.
///
/// The meta-schemas of the drafts are always there; those from 2019-09 on, unless a schema extends them: what they
/// mean would then depend on who refers to them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    documents: BTreeMap<String, Value>,
    pub(super) draft: Option<Draft>,
}

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
        Ok(Self { documents, draft: None })
    }

    /// The same, where documents that are loaded are in this draft, unless their `$schema` names one. Without it their
    /// draft is recognised, and [`Document::reading`] says by what.
    ///
    /// [`Document::reading`]: super::Document::reading
    #[must_use]
    pub fn in_draft(self, draft: Draft) -> Self {
        Self { draft: Some(draft), ..self }
    }

    /// The document that a URI names for the documents of a library, if it is here.
    pub(super) fn find(&self, uri: &str, library: &Library) -> Option<&Value> {
        let uri = reference::split(uri).0;
        self.documents.get(uri).or_else(|| {
            let extended = Draft::named_by(uri) >= Some(Draft::Draft2019)
                && library.paths().filter_map(|it| library.get(it)).any(extends_meta_schema);
            meta_schema(uri).filter(|_| !extended)
        })
    }
}
