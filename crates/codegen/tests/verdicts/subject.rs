//! What is tried: a generated module, and documents for its root type.

use std::fs;
use std::sync::Arc;

use exact_schema_codegen::{Formats, Options, Refusals, Schemas, generate};
use jsonschema::Validator;
use serde_json::Value;

use crate::same::Defaults;

/// A generated module, and the documents that one of its types is tried on.
pub struct Subject {
    /// What no other subject is called.
    pub name: String,
    /// The name of the module. Several subjects of it stand together, each for another type.
    pub module: String,
    /// The name of the schema file.
    pub file: String,
    /// Where the schema of the type stands in the file, as a JSON Pointer.
    pub place: String,
    pub source: Arc<str>,
    pub cases: Vec<Case>,
    /// Decides what the schema accepts; none where no other validator reads the schema.
    pub oracle: Option<Oracle>,
    pub asserts_formats: bool,
    /// What the schema fills in.
    pub defaults: Arc<Defaults>,
}

/// A document, and the verdict that is right.
pub struct Case {
    pub about: String,
    pub text: String,
    pub valid: bool,
}

/// Another validator, which reads the schema in its own draft.
pub struct Oracle {
    pub validator: Validator,
    /// Whether it takes `3.0` for no integer, as draft 4 has it. Nothing later does, and 2020-12 cannot say it: what is
    /// asked is `3`.
    pub tells_fractions: bool,
}

impl Oracle {
    pub fn is_valid(&self, value: &Value) -> bool {
        if !self.tells_fractions {
            return self.validator.is_valid(value);
        }
        let mut value = value.clone();
        make_whole(&mut value);
        self.validator.is_valid(&value)
    }
}

impl From<Validator> for Oracle {
    fn from(validator: Validator) -> Self {
        Self { validator, tells_fractions: false }
    }
}

/// Writes numbers without a fraction as integers.
fn make_whole(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|it| it.fract() == 0.0 && it.abs() < 1e15);
            if let Some(whole) = whole {
                *value = (whole as i64).into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_whole),
        Value::Object(members) => members.values_mut().for_each(make_whole),
        _ => {}
    }
}

impl Subject {
    /// The type whose documentation says that it comes from that place of the schema file.
    pub fn type_name(&self) -> &str {
        let mark = format!("Schema: `{}#{}`.", self.file, self.place);
        let (_, rest) = self.source.split_once(&mark).unwrap();
        let words = rest.split(|it: char| !it.is_alphanumeric() && it != '_');
        let mut words = words.skip_while(|word| !["struct", "enum", "type"].contains(word));
        words.nth(1).unwrap()
    }
}

impl Case {
    /// A document, of which the verdict is still to be asked.
    pub fn of(about: &str, document: &Value) -> Self {
        Self { about: about.to_owned(), text: document.to_string(), valid: false }
    }
}

/// Generates the module for one schema, given as the text of its file.
pub fn generated(name: &str, text: &str, formats: Formats) -> Result<String, Refusals> {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("{name}.schema.json");
    fs::write(folder.path().join(&file), text).unwrap();
    let schemas = Schemas::read_file(&folder.path().join(&file))?;
    let command = format!("schema-to-rust {file}");
    generate(&schemas, &[file], &Options { formats, ..Options::any_schema(&command) })
}

/// The verdict of the `jsonschema` crate.
pub fn oracle(schema: &Value, asserts_formats: bool) -> Validator {
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(asserts_formats)
        .build(schema)
        .unwrap()
}
