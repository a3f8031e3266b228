//! Work that need not be done twice.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// Runs `steps` in `home`, emptied first, unless they have succeeded there for the same `recipe`.
pub(crate) fn once(
    home: &Path,
    recipe: &str,
    steps: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    unless_said(&home.join("installed"), recipe, || {
        if home.exists() {
            fs::remove_dir_all(home).map_err(Error::file(home))?;
        }
        fs::create_dir_all(home).map_err(Error::file(home))?;
        steps()
    })
}

/// Runs `steps` unless the file `stamp` says that they have succeeded for the same `recipe`.
pub(crate) fn unless_said(
    stamp: &Path,
    recipe: &str,
    steps: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    if fs::read_to_string(stamp).is_ok_and(|it| it == recipe) {
        return Ok(());
    }
    steps()?;
    fs::write(stamp, recipe).map_err(Error::file(stamp))
}
