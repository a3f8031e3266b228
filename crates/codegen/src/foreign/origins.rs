//! Where schemas stood in the files that somebody wrote.

use std::collections::BTreeMap;

use exact_schema_schema::{Location, Places, pointer};

/// The files that a self-contained document was made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// By path. The first is that of the document; the others are among its `$defs`.
    files: BTreeMap<String, Places>,
}

impl Origins {
    pub(crate) fn new(files: BTreeMap<String, Places>) -> Self {
        Self { files }
    }

    /// Whether nobody knows of other files: the document is what somebody wrote.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What the file is called, without its folder and ending, that stands at such a name among the `$defs`.
    pub(crate) fn file_name<'n>(&self, name: &'n str) -> Option<&'n str> {
        let unescaped = name.replace("~1", "/").replace("~0", "~");
        self.files.contains_key(&unescaped).then(|| {
            let file = name.rsplit("~1").find(|it| !it.is_empty()).unwrap_or(name);
            let stem = file.strip_suffix(".json").unwrap_or(file);
            stem.strip_suffix(".schema").unwrap_or(stem)
        })
    }

    /// Where a place of an original stands in 2020-12.
    pub(crate) fn moved(&self, file: &str, pointer: &str) -> String {
        self.files.get(file).map_or_else(|| pointer.to_owned(), |it| it.moved(pointer))
    }

    /// Where a place of one of the files, in 2020-12, stands in the original.
    pub(crate) fn within(&self, at: &Location) -> Location {
        let original = self.files.get(&at.file).map(|it| it.original(&at.pointer));
        Location { pointer: original.unwrap_or_else(|| at.pointer.clone()), ..at.clone() }
    }

    /// Where a place of the document stands in the original files.
    pub(crate) fn of(&self, at: &Location) -> Location {
        for (path, translated) in &self.files {
            let embedded = pointer::join("/$defs", path);
            let within = at
                .pointer
                .strip_prefix(&embedded)
                .filter(|it| *path != at.file && (it.is_empty() || it.starts_with('/')));
            if let Some(within) = within {
                return Location { file: path.clone(), pointer: translated.original(within) };
            }
        }
        self.within(at)
    }
}
