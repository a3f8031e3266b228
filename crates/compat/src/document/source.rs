//! The texts of schema files, and the places of schemas in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use exact_schema_json::positions;
use exact_schema_schema::{Draft, Library, folder, pointer, translate};

use super::{Document, LoadError, Reading, numbers::Numbers, tree::Tree};

/// A place in a schema file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The revision of a Git repository that the file was read from, if it was.
    pub revision: Option<String>,
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(revision) = &self.revision {
            write!(f, "{revision}:")?;
        }
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The files that documents were loaded from, by their paths in the library.
#[derive(Clone, Debug, Default)]
pub(super) struct Sources {
    files: BTreeMap<String, Source>,
    pub(super) numbers: Numbers,
    /// The draft of documents that name none; it is recognised, where none is said.
    draft: Option<Draft>,
}

#[derive(Clone, Debug)]
struct Source {
    revision: Option<String>,
    path: String,
    text: String,
    reading: Option<Reading>,
}

impl Sources {
    /// No files; those that name no draft are read in this one.
    pub(super) fn in_draft(draft: Option<Draft>) -> Self {
        Self { draft, ..Self::default() }
    }

    /// Whether the files hold the same texts.
    pub(super) fn is_the_same(&self, other: &Self) -> bool {
        let texts = self.files.values().map(|source| &source.text);
        texts.eq(other.files.values().map(|source| &source.text))
    }

    /// Reads a file of the folder `home`, and adds it to the library.
    pub(super) fn add(
        &mut self,
        tree: Tree<'_>,
        home: &Path,
        file: &str,
        library: &mut Library,
    ) -> Result<(), LoadError> {
        let path = if home == Path::new(".") { file.into() } else { home.join(file) };
        let bytes = tree.read(&path)?;
        let document = folder::parse(&tree.shown(&path), &bytes)?;
        let reading = Reading::of(&document, self.draft);
        match reading.as_ref().map(|it| it.draft).filter(|it| *it != Draft::Draft2020) {
            Some(draft) => library.add_translated(file, translate(document, draft))?,
            None => library.add(file, document)?,
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (revision, path) = (tree.revision(), path.display().to_string());
        self.numbers.read(&text);
        self.files.insert(file.to_owned(), Source { revision, path, text, reading });
        Ok(())
    }
}

impl Document {
    /// How the file of the document was read, where it names no draft.
    #[must_use]
    pub fn reading(&self) -> Option<&Reading> {
        self.sources.files.get(&self.file)?.reading.as_ref()
    }

    /// Where the values at these pointers into the [schema](Self::schema) stand in the files that the
    /// document was loaded from. Of what is not there, it is the place of what would hold it; a document
    /// that was made in memory has no places.
    #[must_use]
    pub fn places(&self, pointers: &BTreeSet<String>) -> BTreeMap<String, Place> {
        let mut by_file: BTreeMap<&str, Vec<(&String, String)>> = BTreeMap::new();
        for asked in pointers {
            let (file, inner) = self.origin(asked);
            by_file.entry(file).or_default().push((asked, inner));
        }
        let mut places = BTreeMap::new();
        for (file, asked) in by_file {
            let Some(source) = self.sources.files.get(file) else { continue };
            let wanted = asked.iter().flat_map(|(_, inner)| around(inner)).collect();
            let found = positions(&source.text, &wanted);
            for (pointer, inner) in asked {
                if let Some(position) = around(&inner).find_map(|at| found.get(&at)) {
                    let (line, column) = (position.line, position.column);
                    let (revision, file) = (source.revision.clone(), source.path.clone());
                    let place = Place { revision, file, line, column };
                    places.insert(pointer.clone(), place);
                }
            }
        }
        places
    }

    /// The file that holds what stands at a pointer, and the pointer there.
    fn origin<'d>(&'d self, asked: &str) -> (&'d str, String) {
        let embedded = self.sources.files.keys().find_map(|file| {
            let at = pointer::join("/$defs", file);
            let rest = asked.strip_prefix(&at).filter(|it| it.is_empty() || it.starts_with('/'))?;
            Some((file.as_str(), rest))
        });
        let (file, inner) = embedded.unwrap_or((&self.file, asked));
        let places = self.translations.get(file);
        (file, places.map_or_else(|| inner.to_owned(), |it| it.original(inner)))
    }
}

/// The pointer, and those of what is around it, the innermost first.
fn around(pointer: &str) -> impl Iterator<Item = String> + use<> {
    let pointer = pointer.to_owned();
    let ends: Vec<usize> = pointer.match_indices('/').map(|(at, _)| at).collect();
    let outer = ends.into_iter().rev();
    std::iter::once(pointer.len()).chain(outer).map(move |end| pointer[..end].to_owned())
}
