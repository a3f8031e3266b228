//! Histories of schemas that nobody here wrote: the versions that packages of npm carry, and those in the folder of real
//! schemas.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::registry;

/// What each family of versions is called, with the files of its versions, the oldest first.
pub type Histories = BTreeMap<String, Vec<PathBuf>>;

/// The families that packages of npm carry, listed in `packages.json`; each version is fetched once, into a file in `home`.
/// A version whose schema is that of the one before is not listed.
///
/// # Panics
///
/// If a package is not there and cannot be fetched, or is another one than is listed.
#[must_use]
pub fn of_packages(home: &Path) -> Histories {
    fs::create_dir_all(home).unwrap();
    let listed: Value = serde_json::from_str(include_str!("packages.json")).unwrap();
    let family = |it: &Value| {
        let (package, file) = (it["package"].as_str().unwrap(), it["file"].as_str().unwrap());
        let mut versions: Vec<(&String, &Value)> =
            it["versions"].as_object().unwrap().iter().collect();
        versions.sort_by_key(|(version, _)| numbers(version));
        let fetched = |(version, sha256): (&String, &Value)| {
            registry::npm_file(
                home,
                &format!("{package}@{version}"),
                file,
                sha256.as_str().unwrap(),
            )
        };
        (package.to_owned(), versions.into_iter().map(fetched).collect())
    };
    listed.as_array().unwrap().iter().map(family).collect()
}

/// The folder of real schemas: the one that `REAL_SCHEMAS` names, or else the one beside the repository.
#[must_use]
pub fn real_schemas() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/real-schemas");
    env::var_os("REAL_SCHEMAS").map_or_else(|| beside.into(), PathBuf::from)
}

/// The families of [`real_schemas`]: files that are called alike up to their version.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn of_real_schemas() -> io::Result<Histories> {
    let mut families = Histories::new();
    for entry in fs::read_dir(real_schemas().join("schemas"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some((family, _)) = name.strip_suffix(".json").and_then(versioned) {
            families.entry(family.to_owned()).or_default().push(path.clone());
        }
    }
    families.retain(|_, files| files.len() > 1);
    for files in families.values_mut() {
        files.sort_by_cached_key(|file| numbers(&file.file_stem().unwrap().to_string_lossy()));
    }
    Ok(families)
}

/// A family, and what follows it: `8.0.0-B4` of `enonic-xp-layout-8.0.0-B4`. A number without a point is a version where
/// nothing follows.
fn versioned(name: &str) -> Option<(&str, &str)> {
    name.match_indices('-').map(|(at, _)| (&name[..at], &name[at + 1..])).find(|(_, rest)| {
        let (first, more) = rest.split_once('-').map_or((*rest, false), |(it, _)| (it, true));
        first.split('.').all(|it| it.parse::<u64>().is_ok()) && (first.contains('.') || !more)
    })
}

/// The numbers in a name.
fn numbers(name: &str) -> Vec<u64> {
    name.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_follows_the_family() {
        for (name, expected) in [
            ("aiproj-1.10", Some(("aiproj", "1.10"))),
            ("renovate-40", Some(("renovate", "40"))),
            ("enonic-xp-layout-8.0.0-B4", Some(("enonic-xp-layout", "8.0.0-B4"))),
            ("catalog-3-of-many", None),
            ("package", None),
        ] {
            assert_eq!(versioned(name), expected, "{name}");
        }
    }
}
