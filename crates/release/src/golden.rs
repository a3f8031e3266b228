//! Documents of a release, which every later version must read.

use std::fs;
use std::path::Path;

use exact_schema_runtime::Contract;

use crate::error::Error;
use crate::folder;

/// The folder of golden documents within a release.
pub(crate) const NAME: &str = "golden";

/// Copies every valid example into a release.
pub(crate) fn copy(examples: &Path, release: &Path) -> Result<(), Error> {
    for kind in folder::entries(examples)? {
        let Some(name) = kind.file_name() else { continue };
        let target = release.join(NAME).join(name);
        fs::create_dir_all(&target).map_err(Error::file(&target))?;
        for example in folder::entries(&kind.join("valid"))? {
            if let Some(file) = example.file_name() {
                fs::copy(&example, target.join(file)).map_err(Error::file(&example))?;
            }
        }
    }
    Ok(())
}

/// The golden documents of a release that do not decode any more, each with the reason.
pub(crate) fn unreadable(
    contract: &Contract,
    release: &Path,
) -> Result<Vec<(String, String)>, Error> {
    let mut unreadable = Vec::new();
    for folder in folder::entries(&release.join(NAME))? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = format!("{name}.schema.json");
        let kind = contract.types().iter().find(|kind| kind.file() == file);
        for document in folder::entries(&folder)? {
            let bytes = fs::read(&document).map_err(Error::file(&document))?;
            let why = match kind.map(|kind| kind.check(&bytes)) {
                Some(Ok(())) => continue,
                Some(Err(rejection)) => rejection.to_string(),
                None => "no type is described by a schema of this name any more".to_owned(),
            };
            unreadable.push((document.display().to_string(), why));
        }
    }
    Ok(unreadable)
}
