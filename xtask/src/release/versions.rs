//! Everything that is published together has one version.

use std::path::Path;

use semver::{Version, VersionReq};

use crate::error::Error;
use crate::workspace::{Kind, Package};

/// The packages of other languages: the file that names the version, and what stands before it.
const CLIENTS: [(&str, &str); 2] = [
    ("generated/typescript/package.json", "  \"version\": \""),
    ("generated/python/pyproject.toml", "version = \""),
];

/// The version of the first package, which all others should have.
pub(super) fn common(packages: &[&Package]) -> Result<Version, Error> {
    let found = packages.first().map_or("", |it| it.version.as_str());
    Version::parse(found).map_err(|error| Error::Content {
        path: "Cargo.toml".into(),
        expected: "a version",
        found: format!("{found:?}: {error}"),
    })
}

/// What has another version, or asks for one.
pub(super) fn faults(
    root: &Path,
    packages: &[&Package],
    version: &Version,
) -> Result<Vec<String>, Error> {
    let mut faults: Vec<String> =
        packages.iter().flat_map(|it| of(it, packages, version)).collect();
    for (file, before) in CLIENTS {
        let path = root.join(file);
        let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
        let said = text.lines().find_map(|line| line.strip_prefix(before)?.split('"').next());
        if said != Some(&version.to_string()) {
            let said = said.unwrap_or("none");
            faults.push(format!("{file}: expected the version {version}, found {said}; `publish --clients` writes it"));
        }
    }
    Ok(faults)
}

fn of(package: &Package, packages: &[&Package], version: &Version) -> Vec<String> {
    let mut faults = Vec::new();
    let name = &package.name;
    if package.version != version.to_string() {
        faults.push(format!("{name}: expected the version {version}, found {}", package.version));
    }
    for it in package.stands_on(packages) {
        let is_met = VersionReq::parse(&it.versions).is_ok_and(|it| it.matches(version));
        if it.versions == "*" || !is_met {
            faults.push(format!(
                "{name}: expected {} of version {version}, found {}; set it in [workspace.dependencies]",
                it.name, it.versions,
            ));
        }
    }
    let is_hidden = |name: &str| !packages.iter().any(|package| package.name == name);
    let hidden = package.dependencies.iter().filter(|it| it.path.is_some() && is_hidden(&it.name));
    faults.extend(
        hidden
            .filter(|it| it.kind != Kind::Dev)
            .map(|it| format!("{name}: stands on {}, which is not published", it.name)),
    );
    faults
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_version_is_asked_of_all() {
        let package = |name: &str, version: &str, on: &[(&str, &str)]| -> Package {
            let on: Vec<_> = on
                .iter()
                .map(|(name, req)| json!({"name": name, "kind": null, "req": req, "path": "/"}))
                .collect();
            serde_json::from_value(
                json!({"name": name, "version": version, "publish": null, "dependencies": on}),
            )
            .unwrap()
        };
        let (a, b) = (package("a", "1.2.0", &[]), package("b", "1.2.0", &[("a", "^1.2.0")]));
        let version = common(&[&a, &b]).unwrap();
        assert!(of(&a, &[&a, &b], &version).is_empty() && of(&b, &[&a, &b], &version).is_empty());
        let old = package("old", "1.1.0", &[("a", "^1.3.0"), ("b", "*"), ("hidden", "^1")]);
        assert_eq!(
            of(&old, &[&a, &b, &old], &version),
            [
                "old: expected the version 1.2.0, found 1.1.0",
                "old: expected a of version 1.2.0, found ^1.3.0; set it in [workspace.dependencies]",
                "old: expected b of version 1.2.0, found *; set it in [workspace.dependencies]",
                "old: stands on hidden, which is not published",
            ]
        );
    }
}
