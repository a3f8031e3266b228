//! The types that typify alone makes of the same schemas, for the stock pipeline.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Map, Value, json};

const FOLDER: &str = "../schemas/v1";

fn main() -> Result<(), Box<dyn Error>> {
    let mut definitions = Map::new();
    for entry in fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".schema.json") {
            println!("cargo::rerun-if-changed={}", path.display());
            add(&path, &mut definitions)?;
        }
    }
    definitions.remove("Scalars");
    let root = serde_json::from_value(json!({ "definitions": definitions }))?;
    let mut types = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
    types.add_root_schema(root)?;
    let source = prettyplease::unparse(&syn::parse2(types.to_stream())?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("stock.rs"), source)?;

    let rustc = Command::new(env::var_os("RUSTC").ok_or("RUSTC is not set")?);
    println!("cargo::rustc-env=BENCH_RUSTC={}", version(rustc)?);
    Ok(())
}

/// What `rustc --version` says, without the hash.
fn version(mut rustc: Command) -> Result<String, Box<dyn Error>> {
    let said = String::from_utf8(rustc.arg("--version").output()?.stdout)?;
    Ok(said.split(" (").next().unwrap_or_default().trim().to_owned())
}

/// Adds the definitions of a file and its root, under their names, to one document.
fn add(path: &Path, definitions: &mut Map<String, Value>) -> Result<(), Box<dyn Error>> {
    let mut schema: Value = serde_json::from_slice(&fs::read(path)?)?;
    point_into_one_document(&mut schema)?;
    let Value::Object(mut keywords) = schema else { return Err("a schema is an object".into()) };
    if let Some(Value::Object(inner)) = keywords.remove("$defs") {
        definitions.extend(inner);
    }
    let title = keywords.get("title").and_then(Value::as_str).ok_or("a schema has a title")?;
    definitions.insert(title.to_owned(), Value::Object(keywords));
    Ok(())
}

fn point_into_one_document(schema: &mut Value) -> Result<(), Box<dyn Error>> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = match reference.split_once("#/$defs/") {
            Some((_, name)) => name.to_owned(),
            None => {
                let target = fs::read(Path::new(FOLDER).join(reference))?;
                let target: Value = serde_json::from_slice(&target)?;
                target["title"].as_str().ok_or("a schema has a title")?.to_owned()
            }
        };
        schema["$ref"] = format!("#/definitions/{name}").into();
    }
    match schema {
        Value::Object(keywords) => keywords.values_mut().try_for_each(point_into_one_document),
        Value::Array(items) => items.iter_mut().try_for_each(point_into_one_document),
        _ => Ok(()),
    }
}
