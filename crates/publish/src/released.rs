//! The schemas of the last release.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::error::Error;

/// What was released last.
pub(crate) struct Released {
    /// The version, as its folder is named.
    pub(crate) version: String,
    schemas: BTreeMap<String, Value>,
}

impl Released {
    /// Finds the highest version in a folder that has a folder for each; none where it does not
    /// exist.
    ///
    /// # Errors
    ///
    /// That a folder or a schema cannot be read.
    pub(crate) fn last(folder: &Path) -> Result<Option<Self>, Error> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::reading(folder)(error)),
        };
        let mut versions = Vec::new();
        for entry in entries {
            let name = entry.map_err(Error::reading(folder))?.file_name();
            if let Some(name) = name.to_str()
                && let Some(version) = parse(name)
            {
                versions.push((version, name.to_owned()));
            }
        }
        let Some((_, version)) = versions.into_iter().max() else { return Ok(None) };
        let mut schemas = BTreeMap::new();
        collect(&folder.join(&version), &mut schemas)?;
        Ok(Some(Self { version, schemas }))
    }

    /// The schema that has this id.
    pub(crate) fn schema(&self, id: &str) -> Option<&Value> {
        self.schemas.get(id)
    }
}

/// Major, minor and patch; what is anything else is no version of the contract.
fn parse(name: &str) -> Option<[u64; 3]> {
    let numbers: Option<Vec<u64>> = name.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

fn collect(folder: &Path, schemas: &mut BTreeMap<String, Value>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::reading(folder))? {
        let path = entry.map_err(Error::reading(folder))?.path();
        if path.is_dir() {
            collect(&path, schemas)?;
        } else if path.to_string_lossy().ends_with(".schema.json") {
            let schema = exact_schema_schema::folder::read(&path)?;
            if let Some(id) = schema.get("$id").and_then(Value::as_str) {
                schemas.insert(id.to_owned(), schema);
            }
        }
    }
    Ok(())
}
