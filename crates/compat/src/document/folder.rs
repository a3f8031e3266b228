//! Loads schema files and folders of them.

use std::{fs, path::Path};

use serde_json::Value;

use super::{Document, Library, LoadError, error::Problem};

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
    let mut library = Library::default();
    if path.is_dir() {
        let mut files = Vec::new();
        collect(path, "", &mut files)?;
        if files.iter().any(|file| is_named_schema(file)) {
            files.retain(|file| is_named_schema(file));
        }
        if files.is_empty() {
            return Err(Problem::NoSchemas { path: path.display().to_string() }.into());
        }
        for file in &files {
            library.add(file.clone(), read(&path.join(file))?)?;
        }
        return files.iter().map(|file| library.document(file)).collect();
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    library.add(name.clone(), read(path)?)?;
    let alone = library.document(&name);
    if alone.is_ok() {
        return Ok(vec![alone?]);
    }
    // The file may refer to its neighbours, which are of no interest otherwise, valid or not.
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut neighbours = Vec::new();
    collect(
        if folder.as_os_str().is_empty() { Path::new(".") } else { folder },
        "",
        &mut neighbours,
    )?;
    for neighbour in neighbours.iter().filter(|neighbour| **neighbour != name) {
        if let Ok(schema) = read(&folder.join(neighbour)) {
            // One that cannot be added cannot be referred to; the reference then says so.
            let _ = library.add(neighbour.clone(), schema);
        }
    }
    Ok(vec![library.document(&name)?])
}

fn is_named_schema(file: &str) -> bool {
    file.ends_with(".schema.json")
}

/// Lists the JSON files in `folder`, sorted, as paths relative to where the search began.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<(), LoadError> {
    let unreadable = |source| Problem::Unreadable { path: folder.display().to_string(), source };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else if name.ends_with(".json") {
            files.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Value, LoadError> {
    let name = || path.display().to_string();
    let text = fs::read(path).map_err(|source| Problem::Unreadable { path: name(), source })?;
    let parsed = serde_json::from_slice(&text);
    Ok(parsed.map_err(|source| Problem::NotJson { path: name(), source })?)
}
