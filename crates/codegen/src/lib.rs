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
//! use export_bundles_codegen::{Options, Schemas, generate};
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

mod accept;
mod audit;
mod boxes;
mod emit;
mod endless;
mod graph;
mod keyword;
mod location;
mod lower;
mod names;
mod options;
mod pattern;
mod refusal;
mod schemas;
mod shape;

use std::fs;

pub use location::Location;
pub use options::{Data, Fallback, Formats, HandWritten, Options};
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
    let mut refusals = audit::audit(schemas, options.formats);
    refusals.extend(files.iter().filter(|file| !schemas.contain(file)).map(|file| {
        let why = "it is not among the schemas that were read";
        Refusal::unreadable(&Location::root(file), why, "the name of one that was")
    }));
    refusals.extend(endless::endless(schemas));
    if options.fallback == Fallback::Refuse {
        refusals.extend(audit::unused_definitions(schemas));
    }
    Refusals::none_of(refusals)?;
    let lowered = lower::lower(schemas, files, options);
    let mut refusals = lowered.refusals.clone();
    refusals.extend(options.data.iter().flat_map(|data| check_data(data, &lowered)));
    Refusals::none_of(refusals)?;
    emit::emit(schemas, &lowered, options)
}

fn check_data(data: &Data, lowered: &lower::Lowered) -> Vec<Refusal> {
    let place = Location::root(&data.file.display().to_string());
    let instead = format!("an array of {} values", data.title);
    let unreadable = |why: String| vec![Refusal::unreadable(&place, why, &instead)];
    let bytes = match fs::read(&data.file) {
        Ok(bytes) => bytes,
        Err(error) => return unreadable(error.to_string()),
    };
    let items = match export_bundles_ijson::read(&bytes) {
        Ok(serde_json::Value::Array(items)) => items,
        Ok(_) => return unreadable("it is not an array".to_owned()),
        Err(fault) => return unreadable(fault.to_string()),
    };
    let usage = shape::Usage::Named(names::type_name(&data.title));
    let acceptance = accept::Acceptance::new(&lowered.definitions);
    let faulty = items.iter().enumerate().filter(|(_, item)| !acceptance.accepts(&usage, item));
    faulty
        .map(|(index, _)| {
            let why = format!("it is not a {}", data.title);
            Refusal::unfit(&place.child(&index.to_string()), why, &instead)
        })
        .collect()
}
