//! Where reports go.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Arguments, Form, Unrendered};

/// Where a report goes.
pub enum Output {
    /// To standard output.
    Standard,
    /// Into a file.
    File(PathBuf),
}

/// Where the reports go, each in its own place; nothing is made before that is known.
pub fn all(arguments: &Arguments) -> Result<Vec<Output>, Unrendered> {
    if let Some(folder) = &arguments.output {
        fs::create_dir_all(folder)
            .map_err(|cause| Unrendered::NoFolder { path: folder.clone(), cause })?;
    }
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut outputs = Vec::new();
    for path in &arguments.files {
        let Some(place) = place_of(path, arguments) else {
            outputs.push(Output::Standard);
            continue;
        };
        if let Some(other) = taken.insert(place.clone(), path) {
            let one = other.to_owned();
            return Err(Unrendered::SameOutput { one, other: path.clone(), output: place });
        }
        if !arguments.replace && place.exists() {
            return Err(Unrendered::There { path: place });
        }
        outputs.push(Output::File(place));
    }
    Ok(outputs)
}

/// The file of a report: called as its bundle, with another ending.
fn place_of(path: &Path, arguments: &Arguments) -> Option<PathBuf> {
    let is_standard = path == Path::new("-");
    if is_standard && arguments.output.is_none() {
        return None;
    }
    let name = name_of(path);
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let ending = match arguments.to {
        Form::Html => "html",
        Form::Pdf => "pdf",
    };
    let folder = arguments.output.as_deref().unwrap_or(Path::new(""));
    Some(folder.join(format!("{stem}.{ending}")))
}

/// What the report calls the file of a bundle.
pub fn name_of(path: &Path) -> String {
    match path.file_name() {
        Some(name) if path != Path::new("-") => name.to_string_lossy().into_owned(),
        _ => "bundle.json".to_owned(),
    }
}

/// Writes a report to standard output, all of it.
pub fn print(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()
}
