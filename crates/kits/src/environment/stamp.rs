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
    let stamp = home.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|it| it == recipe) {
        return Ok(());
    }
    if home.exists() {
        fs::remove_dir_all(home).map_err(Error::file(home))?;
    }
    fs::create_dir_all(home).map_err(Error::file(home))?;
    steps()?;
    fs::write(&stamp, recipe).map_err(Error::file(&stamp))
}
