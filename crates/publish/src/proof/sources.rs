//! The schemas that the authors write, each as one document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::error::Error;
use crate::keyword;

/// A folder of schemas that refer to each other by file name.
#[derive(Debug)]
pub struct Sources {
    folder: PathBuf,
    documents: BTreeMap<String, Value>,
}

impl Sources {
    /// Reads every `*.schema.json` of a folder.
    ///
    /// # Errors
    ///
    /// The first file that cannot be read, or is no JSON.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut documents = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(Error::reading(folder))? {
            let path = entry.map_err(Error::reading(folder))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if name.ends_with(".schema.json") {
                let text = fs::read_to_string(&path).map_err(Error::reading(&path))?;
                let schema =
                    serde_json::from_str(&text).map_err(|why| Error::source(&path, why))?;
                documents.insert(name.to_owned(), schema);
            }
        }
        Ok(Self { folder: folder.to_owned(), documents })
    }

    /// The schema in `file` with everything that it refers to, as one document. Each file that is
    /// referred to, its own included, is a definition that is called as the file.
    ///
    /// `jsonschema::bundle` is no help here: of a file that several references point into, version
    /// 0.61.2 embeds only what the first of them points to.
    ///
    /// # Errors
    ///
    /// That a file is missing.
    pub fn bundle(&self, file: &str) -> Result<Value, Error> {
        let mut open = BTreeSet::from([file.to_owned()]);
        let mut definitions = Map::new();
        while let Some(file) = open.pop_first() {
            let (schema, targets) = self.embedded(&file)?;
            definitions.insert(file, schema);
            open.extend(targets.into_iter().filter(|target| !definitions.contains_key(target)));
        }
        let mut bundle = definitions.get(file).cloned().unwrap_or_default();
        if let Value::Object(keywords) = &mut bundle {
            keywords.insert("$defs".to_owned(), definitions.into());
        }
        Ok(bundle)
    }

    /// A file as it stands in a bundle, and the files that it refers to.
    fn embedded(&self, file: &str) -> Result<(Value, BTreeSet<String>), Error> {
        let place = self.folder.join(file);
        let found = self.documents.get(file);
        let mut schema =
            found.ok_or_else(|| Error::source(&place, "nothing, but it is referred to"))?.clone();
        let mut targets = BTreeSet::new();
        keyword::change(&mut schema, &mut |keywords| {
            if let Some(Value::String(reference)) = keywords.get_mut("$ref") {
                let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
                let target = if target.is_empty() { file } else { target };
                targets.insert(target.to_owned());
                *reference = format!("#/$defs/{target}{pointer}");
            }
        });
        Ok((schema, targets))
    }
}
