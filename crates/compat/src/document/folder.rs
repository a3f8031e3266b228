//! Loads schema files and folders of them.

use std::path::Path;

use exact_schema_schema::{Library, folder};

use super::{Document, LoadError};

/// Loads one schema file, or the schema files in a folder and the folders in it: those named
/// `*.schema.json` or, where there is none, `*.json`. Folders of schemas hold examples, too.
///
/// References between the files of a folder are resolved by `$id` and by relative path. A file on
/// its own may refer to the files beside it.
///
/// # Errors
///
/// Where a file cannot be read, is no valid 2020-12 schema, or refers to a schema that is not there.
pub fn load(path: &Path) -> Result<Vec<Document>, LoadError> {
    if path.is_dir() {
        let library = Library::read(path)?;
        return library.paths().map(|file| Document::of(&library, file)).collect();
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let mut library = Library::default();
    library.add(&name, folder::read(path)?)?;
    let alone = Document::of(&library, &name);
    if alone.is_ok() {
        return Ok(vec![alone?]);
    }
    // The file may refer to its neighbours, which are of no interest otherwise, valid or not.
    let home = path.parent().filter(|home| !home.as_os_str().is_empty());
    let home = home.unwrap_or(Path::new("."));
    for neighbour in folder::json_files(home)?.iter().filter(|neighbour| **neighbour != name) {
        if let Ok(schema) = folder::read(&home.join(neighbour)) {
            // One that cannot be added cannot be referred to; the reference then says so.
            let _ = library.add(neighbour, schema);
        }
    }
    Ok(vec![Document::of(&library, &name)?])
}
