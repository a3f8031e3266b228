//! The build script of a contract.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use exact_schema_manifest::Manifest;

use crate::{Options, Schemas, generate};

/// Generates the types of the contract that `contract.toml` describes into `OUT_DIR`, as `types.rs`. It
/// is all that the build script of a contract does:
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     exact_schema_codegen::build("contract.toml")
/// }
/// ```
///
/// What stops the generation is written to standard error, each with its place and what to write
/// instead.
#[must_use]
pub fn build(manifest: impl AsRef<Path>) -> ExitCode {
    match run(manifest.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(path: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    let manifest = Manifest::read(path)?;
    let folder = path.parent().unwrap_or(Path::new("")).join(&manifest.schemas);
    let schemas = Schemas::read_folder(&folder)?;
    let data = manifest.data.iter().map(|data| data.file.clone());
    let files = schemas.documents().map(|(name, _)| PathBuf::from(name));
    for file in files.chain(data) {
        println!("cargo::rerun-if-changed={}", folder.join(file).display());
    }
    let documents = manifest.files();
    let source = generate(&schemas, &documents, &Options::contract(manifest, "cargo build"))?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("types.rs"), source)?;
    Ok(())
}
