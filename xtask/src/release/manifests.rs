//! What a registry, and docs.rs, show of a crate.

use crate::workspace::Package;

/// What a package does not say of itself.
pub(super) fn faults(package: &Package) -> Vec<String> {
    let has_features = package.features.keys().any(|it| it != "default");
    let missing = [
        (package.description.is_none(), "`description`"),
        (package.license.is_none(), "`license`"),
        (package.repository.is_none(), "`repository`"),
        (package.readme.is_none(), "README.md, and `readme` that names it"),
        (
            has_features && package.has_library() && !package.documents_all_features(),
            "`all-features = true` in [package.metadata.docs.rs], as it has features",
        ),
    ];
    let missing = missing.iter().filter(|(is_missing, _)| *is_missing);
    missing.map(|(_, what)| format!("{}: expected {what}, found none", package.name)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn package(more: Value) -> Package {
        let mut package = json!({
            "name": "a", "version": "1.2.0", "publish": null, "dependencies": [],
            "description": "A.", "license": "MIT", "repository": "https://a.example",
            "readme": "README.md", "targets": [{"kind": ["lib"]}],
        });
        package.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(package).unwrap()
    }

    #[test]
    fn what_is_not_said_is_named() {
        assert_eq!(faults(&package(json!({}))), [""; 0]);
        let bare =
            json!({"description": null, "license": null, "repository": null, "readme": null});
        assert_eq!(faults(&package(bare)).len(), 4);
        let features = json!({"features": {"default": [], "tls": []}});
        assert_eq!(
            faults(&package(features)),
            [
                "a: expected `all-features = true` in [package.metadata.docs.rs], as it has features, found none"
            ]
        );
        let documented = json!({
            "features": {"tls": []}, "metadata": {"docs": {"rs": {"all-features": true}}},
        });
        assert_eq!(faults(&package(documented)), [""; 0]);
        let program = json!({"features": {"tls": []}, "targets": [{"kind": ["bin"]}]});
        assert_eq!(faults(&package(program)), [""; 0]);
    }
}
