//! Which crate stands on which, as a flowchart of Mermaid.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::workspace::{Kind, Package, Workspace};

/// What the packages of the engine are called by.
const ENGINE: &str = "exact-schema-";

/// What the packages that are built on the contract are called by.
const CONTRACT: &str = "export-bundles-";

/// What a package stands on, and what for.
type Edges<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Kind>>;

/// Draws the packages that are published. An arrow leads from a package to one that it stands on, unless another way
/// leads there, too; a dotted one to what only its build script runs.
#[must_use]
pub fn picture(workspace: &Workspace) -> String {
    let packages = workspace.published();
    let edges = edges(&packages);
    let (engine, contract): (Vec<&str>, Vec<&str>) =
        packages.iter().map(|it| it.name.as_str()).partition(|it| it.starts_with(ENGINE));
    let mut text = "flowchart TB\n".to_owned();
    for (group, names) in [("contract", contract), ("engine", engine)] {
        let _ = writeln!(text, "    subgraph {group}[\"the {group}\"]");
        for name in names {
            let _ = writeln!(text, "        {name}[\"{}\"]", short(name));
        }
        text.push_str("    end\n");
    }
    for (from, targets) in &edges {
        for (to, kind) in targets {
            let arrow = if *kind == Kind::Build { "-.->" } else { "-->" };
            if !is_implied(&edges, from, to) {
                let _ = writeln!(text, "    {from} {arrow} {to}");
            }
        }
    }
    text
}

/// What a package is called where all around it begin with the same words.
fn short(name: &str) -> &str {
    [ENGINE, CONTRACT].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(name)
}

fn edges<'a>(packages: &'a [&Package]) -> Edges<'a> {
    let of = |package: &'a &Package| {
        let mut targets = BTreeMap::new();
        for it in package.stands_on(packages) {
            let kind = targets.entry(it.name.as_str()).or_insert(it.kind);
            if it.kind == Kind::Normal {
                *kind = Kind::Normal;
            }
        }
        (package.name.as_str(), targets)
    };
    packages.iter().map(of).collect()
}

/// Whether a longer way leads from the one to the other.
fn is_implied(edges: &Edges<'_>, from: &str, to: &str) -> bool {
    let targets = |name: &str| edges.get(name).into_iter().flatten().map(|(name, _)| *name);
    let mut pending: Vec<&str> = targets(from).filter(|it| *it != to).collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            pending.extend(targets(name));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let package = |name: &str, on: &[(&str, &str)]| {
            let on = on.iter().map(|(name, kind)| {
                serde_json::json!({"name": name, "kind": kind, "req": "^1", "path": "/crates"})
            });
            let on: Vec<_> = on.collect();
            serde_json::json!({"name": name, "version": "1.0.0", "publish": null, "dependencies": on})
        };
        let mut hidden = package("hidden", &[("contract", "dev")]);
        hidden["publish"] = serde_json::json!([]);
        serde_json::from_value(serde_json::json!({
            "workspace_root": "/", "target_directory": "/target",
            "packages": [
                package("contract", &[("exact-schema-a", "build"), ("exact-schema-c", "dev")]),
                package("exact-schema-a", &[]),
                package("exact-schema-b", &[("exact-schema-a", "build")]),
                package("exact-schema-c", &[("exact-schema-a", "build"), ("exact-schema-b", "build")]),
                hidden,
            ],
        }))
        .unwrap()
    }

    #[test]
    fn an_arrow_is_no_shorter_way() {
        let drawn = picture(&workspace());
        let arrows: Vec<&str> =
            drawn.lines().filter(|it| it.contains("->")).map(str::trim).collect();
        assert_eq!(
            arrows,
            [
                "contract -.-> exact-schema-a",
                "exact-schema-b -.-> exact-schema-a",
                "exact-schema-c -.-> exact-schema-b",
            ]
        );
        assert!(
            drawn.contains("        exact-schema-a[\"a\"]\n") && !drawn.contains("hidden"),
            "{drawn}"
        );
    }
}
