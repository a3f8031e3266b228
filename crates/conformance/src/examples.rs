//! The cases that were written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::type_schema::TypeSchema;

/// Reads the examples of all types: `<folder>/<type>/valid/*.json`, and `<folder>/<type>/invalid/*.json`
/// with a `.violations` file beside each.
///
/// Examples that are not UTF-8 are left out: a case holds its text as a JSON string.
///
/// # Errors
///
/// That a file cannot be read, or that a line of a `.violations` file is not `<keyword> <pointer>`.
///
/// # Examples
///
/// ```no_run
/// use std::path::Path;
///
/// let drafts = exact_schema_conformance::examples(Path::new("schemas/v1/examples"), &[])?;
/// assert!(drafts.is_empty(), "no types, no examples");
/// # Ok::<(), exact_schema_conformance::Error>(())
/// ```
pub fn examples(folder: &Path, types: &[TypeSchema]) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    for source in types {
        for verdict in ["valid", "invalid"] {
            for path in documents(&folder.join(&source.name).join(verdict))? {
                let bytes = fs::read(&path).map_err(Error::example(&path))?;
                let Ok(text) = String::from_utf8(bytes) else { continue };
                let intention = match verdict {
                    "valid" => Intention::Accepted,
                    _ => Intention::Refused(violations(&path.with_extension("violations"))?),
                };
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let name = format!("examples/{}/{verdict}/{stem}", source.name);
                drafts.push(Draft { name, title: source.title.clone(), text, intention });
            }
        }
    }
    Ok(drafts)
}

/// The documents of a folder, in order; none if there is no such folder.
fn documents(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::example(folder))? {
        let path = entry.map_err(Error::example(folder))?.path();
        if path.extension().is_some_and(|it| it == "json") {
            // Something else, such as a pipe, may never come to an end.
            if !fs::metadata(&path).map_err(Error::example(&path))?.is_file() {
                let why = "expected a file, found something else; move it away".to_owned();
                return Err(Error::Example { path, why });
            }
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn violations(path: &Path) -> Result<Vec<Violation>, Error> {
    let text = fs::read_to_string(path).map_err(Error::example(path))?;
    let read = |line: &str| match line.split_once(' ') {
        Some((keyword, pointer)) => Ok(Violation::new(pointer, keyword)),
        None => {
            let why = "expected `<keyword> <pointer>` in every line, found one without a space";
            Err(Error::Example { path: path.to_owned(), why: why.to_owned() })
        }
    };
    text.lines().map(read).collect()
}
