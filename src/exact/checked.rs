//! Schemas that run: for shapes without a Rust structure.

use std::sync::OnceLock;

use jsonschema::Validator;
use schemars::Schema;
use serde_json::{Value, json};

use super::InvalidValue;
use crate::compiled;

/// A schema that is compiled when it is first needed.
#[derive(Debug)]
pub struct CheckedSchema {
    type_name: &'static str,
    documents: &'static [(&'static str, &'static str)],
    file: &'static str,
    pointer: &'static str,
    asserts_formats: bool,
    validator: OnceLock<Result<Validator, String>>,
}

impl CheckedSchema {
    /// The schema at `pointer` (RFC 6901) of `file`, one of `documents` (name and text), which may
    /// refer to each other by name.
    #[must_use]
    pub const fn new(
        type_name: &'static str,
        documents: &'static [(&'static str, &'static str)],
        file: &'static str,
        pointer: &'static str,
        asserts_formats: bool,
    ) -> Self {
        let validator = OnceLock::new();
        Self { type_name, documents, file, pointer, asserts_formats, validator }
    }

    /// Checks a value.
    ///
    /// # Errors
    ///
    /// Names the keyword and the JSON Pointer of the first violation.
    pub fn check(&self, value: &Value) -> Result<(), InvalidValue> {
        let validator = self.validator.get_or_init(|| self.compile()).as_ref();
        let validator = validator.map_err(|why| self.invalid(why))?;
        validator.validate(value).map_err(|violation| {
            let keyword = violation.kind().keyword();
            self.invalid(&format!("`{keyword}` fails at {:?}", violation.instance_path().as_str()))
        })
    }

    /// Adds to a re-emitted schema what is checked: the whole of it, as a definition.
    pub fn describe(&self, schema: &mut Schema) {
        let text = self.documents.iter().find(|(name, _)| *name == self.file).map(|it| it.1);
        let source = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
        if let Some(part) = source.as_ref().and_then(|source| source.pointer(self.pointer)) {
            match part {
                Value::Object(keywords) => {
                    for (name, value) in keywords {
                        schema.insert(name.clone(), value.clone());
                    }
                }
                other => {
                    schema.insert("allOf".to_owned(), json!([other]));
                }
            }
        }
    }

    fn compile(&self) -> Result<Validator, String> {
        let registry = compiled::registry(self.documents)?;
        let reference = compiled::uri(self.file, self.pointer);
        compiled::validator(&registry, &json!({ "$ref": reference }), self.asserts_formats)
    }

    fn invalid(&self, why: &str) -> InvalidValue {
        InvalidValue::expected(self.type_name, &format!("a value that its schema accepts; {why}"))
    }
}
