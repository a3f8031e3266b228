//! JSON Schema 2020-12 files in, Rust types out: types that accept exactly what the schema accepts.
//!
//! The way of a schema:
//!
//! 1. [`Schemas`] reads the files and follows the references between them;
//! 2. the audit refuses what is no schema, and keywords that would have no effect;
//! 3. lowering gives every schema a shape that Rust expresses exactly, or a reason why there is none;
//! 4. [typify](https://docs.rs/typify) writes structs, enums, defaults and builders for these
//!    shapes, and this crate everything that has to be exact: newtypes with rules, `Deserialize`,
//!    tagged unions.
//!
//! A keyword is enforced or [refused](Refusal), never dropped: serde's derives, for one, take an
//! array for a struct, null for an absent member and `{"word": null}` for an enumeration's word, so
//! nothing here relies on them for reading.
//!
//! ```
//! use exact_schema_codegen::{Options, Schemas, generate};
//! # let folder = tempfile::tempdir()?;
//! # let file = folder.path().join("order.schema.json");
//! # std::fs::write(&file, r#"{ "title": "Order", "type": "object", "properties": {
//! #   "quantity": { "type": "integer", "minimum": 1, "maximum": 100 } },
//! #   "required": ["quantity"], "additionalProperties": false }"#)?;
//! let schemas = Schemas::read_file(&file)?;
//! let roots = ["order.schema.json".to_owned()];
//! let source = generate(&schemas, &roots, &Options::any_schema("a test"))?;
//! assert!(source.contains("pub struct OrderQuantity(u64);"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod absence;
mod accept;
mod audit;
mod boxes;
mod build;
mod emit;
mod endless;
mod foreign;
mod graph;
mod json_type;
mod keyword;
mod lower;
mod names;
mod options;
mod refusal;
mod schemas;
mod shape;

use std::fs;
use std::path::Path;

use exact_schema_manifest::Manifest;

pub use build::build;
pub use exact_schema_schema::Location;
pub use foreign::{Note, Noted, Reading, Structure, generate_noting};
pub use options::{Fallback, Formats, Numbers, Options};
pub use refusal::{Refusal, Refusals};
pub use schemas::Schemas;

/// Rust source with a type for the root of each of `files`, and for everything these refer to.
///
/// The output is deterministic: it depends on the schemas and the options alone.
///
/// # Errors
///
/// Every place that stops the generation, sorted.
pub fn generate(
    schemas: &Schemas,
    files: &[String],
    options: &Options,
) -> Result<String, Refusals> {
    let roots: Vec<_> = files.iter().map(|file| Location::root(file)).collect();
    emit::emit(schemas, &lowered(schemas, &roots, options)?, options)
}

/// What the types of `roots` are.
fn lowered(
    schemas: &Schemas,
    roots: &[Location],
    options: &Options,
) -> Result<lower::Lowered, Refusals> {
    let mut refusals = audit::audit(schemas, options.formats);
    refusals.extend(roots.iter().filter(|root| !schemas.contain(&root.file)).map(|root| {
        let why = "it is not among the schemas that were read";
        Refusal::unreadable(root, why, "the name of one that was")
    }));
    refusals.extend(endless::endless(schemas));
    if options.fallback == Fallback::Refuse {
        refusals.extend(audit::unused_definitions(schemas));
    }
    Refusals::none_of(refusals)?;
    let mut lowered = lower::lower(schemas, roots, options);
    if options.contract.is_none() {
        absence::tell_from_null(&mut lowered.definitions);
    }
    let mut refusals = lowered.refusals.clone();
    refusals.extend(options.contract.iter().flat_map(|it| check_data(it, schemas, &lowered)));
    Refusals::none_of(refusals)?;
    Ok(lowered)
}

/// What is wrong with the data files of a contract.
fn check_data(manifest: &Manifest, schemas: &Schemas, lowered: &lower::Lowered) -> Vec<Refusal> {
    let data = manifest.data.iter();
    data.flat_map(|data| check_file(&schemas.folder().join(&data.file), &data.title, lowered))
        .collect()
}

fn check_file(file: &Path, title: &str, lowered: &lower::Lowered) -> Vec<Refusal> {
    let place = Location::root(&file.display().to_string());
    let instead = format!("an array of {title} values");
    let unreadable = |why: String| vec![Refusal::unreadable(&place, why, &instead)];
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(error.to_string()),
    };
    let items = match exact_schema_json::read(&bytes) {
        Ok(serde_json::Value::Array(items)) => items,
        Ok(_) => return unreadable("it is not an array".to_owned()),
        Err(fault) => return unreadable(fault.to_string()),
    };
    let usage = shape::Usage::Named(names::type_name(title));
    let acceptance = accept::Acceptance::new(&lowered.definitions);
    let faulty = items.iter().enumerate().filter(|(_, item)| !acceptance.accepts(&usage, item));
    faulty
        .map(|(index, _)| {
            let why = format!("it is not a {title}");
            Refusal::unfit(&place.child(&index.to_string()), why, &instead)
        })
        .collect()
}
