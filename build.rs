//! Generates the types of the contract from `schemas/v1` into `OUT_DIR`.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use export_bundles_codegen::{Data, Fallback, Formats, HandWritten, Options, Schemas, generate};
use serde_json::json;

const FOLDER: &str = "schemas/v1";
const CONTROLS: &str = "schemas/v1/default-soc2-controls.json";

/// Holds definitions that other schemas use; no document is a `Scalars` value.
const SCALARS: &str = "scalars.schema.json";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CONTROLS}");
    let schemas = Schemas::read_folder(Path::new(FOLDER))?;
    let files: Vec<String> = schemas.documents().map(|(name, _)| name.to_owned()).collect();
    for file in &files {
        println!("cargo::rerun-if-changed={FOLDER}/{file}");
    }
    let roots: Vec<String> = files.into_iter().filter(|file| file != SCALARS).collect();
    let source = generate(&schemas, &roots, &options())?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("types.rs"), source)?;
    Ok(())
}

fn options() -> Options {
    Options {
        fallback: Fallback::Refuse,
        formats: Formats::Assert,
        hand_written: hand_written(),
        fresh: ["EvidenceBundleId", "SOC2BundleId", "ExecutiveDebriefBundleId", "Timestamp"]
            .map(str::to_owned)
            .to_vec(),
        contract: true,
        data: vec![Data { file: CONTROLS.into(), title: "SOC2ControlMapping".to_owned() }],
        command: "cargo build".to_owned(),
    }
}

/// The scalars of `src/scalar`, each with the schema that it enforces.
fn hand_written() -> BTreeMap<String, HandWritten> {
    let timestamp = json!({
        "type": "string",
        "format": "date-time",
        "pattern": "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(0[1-9]|1[0-2])-\
                    (0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\
                    (\\.[0-9]{1,6})?Z$",
    });
    let content_hash = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    [("Timestamp", timestamp), ("ContentHash", content_hash)]
        .map(|(name, enforces)| {
            let path = format!("::export_bundles::{name}");
            (name.to_owned(), HandWritten { path, enforces })
        })
        .into()
}
