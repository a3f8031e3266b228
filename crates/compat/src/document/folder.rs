//! Loads schema files and folders of them.

use std::path::Path;
use std::sync::Arc;

use exact_schema_schema::{Library, folder};

use super::{
    Catalogue, Document, LoadError,
    error::Problem,
    source::Sources,
    tree::{Entry, Tree},
};

/// Loads one schema file, or the schema files in a folder and the folders in it: those named
/// `*.schema.json` or, where there is none, `*.json`. Folders of schemas hold examples, too.
///
/// References between the files of a folder are resolved by `$id` and by relative path. A file on
/// its own may refer to the files beside it.
///
/// # Errors
///
/// Where a file cannot be read, is no valid schema, or refers to a schema that is not there.
pub fn load(path: &Path) -> Result<Vec<Document>, LoadError> {
    Catalogue::default().load(path)
}

/// Loads schema files as [`load`] does, but as they were committed in a revision – a branch, a tag, a
/// commit – of the Git repository that holds `folder`, from which the path leads on. Nothing is checked
/// out; the program `git` is asked. Where the revision has nothing at the path, there are no schemas.
///
/// # Errors
///
/// As those of [`load`], and where `git` does not know the revision.
pub fn load_revision(
    folder: &Path,
    revision: &str,
    path: &Path,
) -> Result<Vec<Document>, LoadError> {
    Catalogue::default().load_revision(folder, revision, path)
}

impl Catalogue {
    /// As [`load`], with the documents of the catalogue to refer to.
    ///
    /// # Errors
    ///
    /// As those of [`load`].
    pub fn load(&self, path: &Path) -> Result<Vec<Document>, LoadError> {
        load_from(Tree::Disk, path, self)
    }

    /// As [`load_revision`], with the documents of the catalogue to refer to.
    ///
    /// # Errors
    ///
    /// As those of [`load_revision`].
    pub fn load_revision(
        &self,
        folder: &Path,
        revision: &str,
        path: &Path,
    ) -> Result<Vec<Document>, LoadError> {
        load_from(Tree::Revision { folder, name: revision }, path, self)
    }
}

fn load_from(
    tree: Tree<'_>,
    path: &Path,
    catalogue: &Catalogue,
) -> Result<Vec<Document>, LoadError> {
    let (mut library, mut sources) = (Library::default(), Sources::in_draft(catalogue.draft));
    match tree.entry(path)? {
        Entry::Nothing => return Ok(Vec::new()),
        Entry::File => {}
        Entry::Folder(files) => {
            let files = folder::among(files);
            if files.is_empty() {
                return Err(Problem::NoSchemas { path: tree.shown(path) }.into());
            }
            for file in files {
                sources.add(tree, path, &file, &mut library)?;
            }
            let sources = Arc::new(sources);
            let paths: Vec<String> = library.paths().map(str::to_owned).collect();
            let resolved =
                |file: &String| Document::resolved(&mut library, file, &sources, catalogue);
            return paths.iter().map(resolved).collect();
        }
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let home = path.parent().filter(|home| !home.as_os_str().is_empty());
    let home = home.unwrap_or(Path::new("."));
    sources.add(tree, home, &name, &mut library)?;
    if let Ok(alone) = Document::of(&library, &name, &Arc::new(sources.clone())) {
        return Ok(vec![alone]);
    }
    // The file may refer to its neighbours, which are of no interest otherwise, valid or not.
    for neighbour in tree.json_files(home)?.iter().filter(|neighbour| **neighbour != name) {
        // One that cannot be added cannot be referred to; the reference then says so.
        let _ = sources.add(tree, home, neighbour, &mut library);
    }
    Ok(vec![Document::resolved(&mut library, &name, &Arc::new(sources), catalogue)?])
}
