//! How what is not finished is called.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use tempfile::Builder;

/// What follows the unguessable part of a name.
pub(crate) const SUFFIX: &str = ".unfinished";

/// How earlier versions ended the names of what they had not finished.
const EARLIER: [&str; 2] = [".publishing", ".draft"];

/// What comes before it.
pub(crate) fn prefix(place: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(place.file_name().unwrap_or_default());
    prefix.push(".");
    prefix
}

/// Whether something of this name was left by a writer that was killed.
pub(crate) fn is_unfinished(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') && [SUFFIX].iter().chain(&EARLIER).any(|suffix| name.ends_with(suffix))
}

/// Lets others read what is made, as far as the user lets them read new files.
pub(crate) fn readable(builder: &mut Builder<'_, '_>, is_folder: bool) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if is_folder { 0o777 } else { 0o666 };
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (builder, is_folder);
}
