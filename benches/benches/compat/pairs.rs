//! What is compared: the pairs that the tests of `compat` judge, and neighbouring versions of real schemas.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use export_bundles_benches::Result;

/// The pairs of one origin.
pub struct Group {
    pub name: &'static str,
    pub pairs: Vec<[PathBuf; 2]>,
}

pub fn all() -> Result<Vec<Group>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = pairs(&here.join("../crates/compat/tests/pairs"))?;
    let beside = || here.join("../../shared/real-schemas");
    let real = env::var_os("REAL_SCHEMAS").map_or_else(beside, PathBuf::from).join("schemas");
    let mut groups = vec![Group { name: "pairs of the tests", pairs: table }];
    match histories(&real) {
        Ok(pairs) => groups.push(Group { name: "real histories", pairs }),
        Err(error) => eprintln!("no real histories: {}: {error}", real.display()),
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

/// Neighbouring versions: files that are called alike but for the version.
fn histories(folder: &Path) -> Result<Vec<[PathBuf; 2]>> {
    let mut families: BTreeMap<String, Vec<(Vec<u64>, PathBuf)>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some((family, version)) = version(&name) {
            families.entry(family).or_default().push((version, path));
        }
    }
    let mut pairs = Vec::new();
    for mut files in families.into_values() {
        files.sort();
        pairs.extend(files.windows(2).map(|it| [it[0].1.clone(), it[1].1.clone()]));
    }
    Ok(pairs)
}

/// What a file is called without its version, and that version.
fn version(name: &str) -> Option<(String, Vec<u64>)> {
    let name = name.strip_suffix(".json")?;
    let (start, version) = name.split('-').find_map(|part| {
        let numbers: Option<Vec<u64>> = part.split('.').map(|it| it.parse().ok()).collect();
        Some((part, numbers.filter(|it| it.len() > 1)?))
    })?;
    Some((name.replacen(start, "", 1), version))
}
