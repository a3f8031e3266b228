//! The list of the files in a folder, with digests.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Collection;
use crate::error::Error;

/// The list.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    #[serde(rename = "$comment")]
    comment: String,
    version: String,
    files: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: String,
    sha256: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    contract: String,
    version: String,
}

impl Index {
    pub(super) fn of(collection: &Collection) -> Self {
        let entry = |file: &super::CollectedFile| Entry {
            path: file.path.clone(),
            sha256: sha256(&file.text),
            title: file.title.map(str::to_owned),
            contract: file.contract.clone(),
            version: collection.version.clone(),
        };
        Self {
            comment: collection.mark.clone(),
            version: collection.contract.version().to_owned(),
            files: collection.files.iter().map(entry).collect(),
        }
    }

    /// Reads an index that an earlier run wrote.
    ///
    /// # Errors
    ///
    /// That it is none, or lists a file outside of its folder.
    pub(super) fn parse(text: &str, path: &Path) -> Result<Self, Error> {
        let index: Self = serde_json::from_str(text).map_err(|why| Error::index(path, why))?;
        for entry in &index.files {
            let listed = &entry.path;
            let inside = |part| matches!(part, Component::Normal(_));
            if listed.is_empty() || !Path::new(listed).components().all(inside) {
                return Err(Error::index(path, format!("{listed:?}, which lies outside")));
            }
        }
        Ok(index)
    }

    /// The digest of every file, by path.
    pub(super) fn digests(self) -> BTreeMap<String, String> {
        self.files.into_iter().map(|entry| (entry.path, entry.sha256)).collect()
    }

    pub(super) fn text(&self) -> Result<String, Error> {
        let mut text = serde_json::to_string_pretty(self).map_err(Error::encoding)?;
        text.push('\n');
        Ok(text)
    }
}

/// The SHA-256 of a text, as lower-case hex digits (FIPS 180-4).
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_reaches_outside_is_refused() {
        for path in ["../README.md", "/etc/passwd", "schemas/../../x", "", "."] {
            let text = format!(
                r#"{{"$comment": "", "version": "1.0.0", "files": [
                    {{"path": {path:?}, "sha256": "", "contract": "accept", "version": "v1"}}]}}"#
            );
            let error = Index::parse(&text, Path::new("index.json")).unwrap_err().to_string();
            assert!(error.contains(&format!("{path:?}, which lies outside")), "{error}");
        }
    }

    #[test]
    fn a_digest_is_that_of_fips_180_4() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256("abc"), expected);
    }
}
