//! What is compared: the pairs that the tests of `compat` judge, and neighbouring versions of real schemas and of
//! those that packages of npm carry.

use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_testkit::histories::{self, Histories};
use exact_schema_testkit::tools;
use export_bundles_benches::Result;

/// The pairs of one origin.
pub struct Group {
    pub name: &'static str,
    pub pairs: Vec<[PathBuf; 2]>,
}

pub fn all() -> Result<Vec<Group>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = pairs(&here.join("../crates/compat/tests/pairs"))?;
    let mut groups = vec![Group { name: "pairs of the tests", pairs: table }];
    match histories::of_real_schemas() {
        Ok(real) => groups.push(Group { name: "real schemas", pairs: neighbours(&real) }),
        Err(error) => eprintln!("no {}: {error}", histories::real_schemas().display()),
    }
    if tools::NODE.is_there() {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
        let packages = histories::of_packages(&home);
        groups.push(Group { name: "packages of npm", pairs: neighbours(&packages) });
    }
    Ok(groups)
}

/// Folders that hold `old.schema.json` and `new.schema.json`.
fn pairs(folder: &Path) -> Result<Vec<[PathBuf; 2]>> {
    let mut pairs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let both = ["old.schema.json", "new.schema.json"].map(|it| path.join(it));
        pairs.extend(both.iter().all(|it| it.is_file()).then_some(both));
    }
    pairs.sort();
    Ok(pairs)
}

/// Neighbouring versions.
fn neighbours(histories: &Histories) -> Vec<[PathBuf; 2]> {
    let windows = histories.values().flat_map(|files| files.windows(2));
    windows.map(|it| [it[0].clone(), it[1].clone()]).collect()
}
