//! Schemas that run: for shapes without a Rust structure.

#[cfg(feature = "as-written")]
use std::marker::PhantomData;
use std::sync::OnceLock;

use jsonschema::Validator;
use schemars::Schema;
#[cfg(feature = "as-written")]
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Value, json};

use super::InvalidValue;
use crate::compiled::{self, Uncompiled};

/// A schema that is compiled when it is first needed.
#[derive(Debug)]
pub struct CheckedSchema {
    type_name: &'static str,
    documents: &'static [(&'static str, &'static str)],
    file: &'static str,
    pointer: &'static str,
    asserts_formats: bool,
    validator: OnceLock<Result<Validator, Uncompiled>>,
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
        let validator = validator.map_err(|why| self.invalid(&why.to_string()))?;
        validator.validate(value).map_err(|violation| {
            let keyword = violation.kind().keyword();
            self.invalid(&format!("`{keyword}` fails at {:?}", violation.instance_path().as_str()))
        })
    }

    /// Checks what a value is written as.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check); or that the value is not written as JSON within the range of doubles.
    #[cfg(feature = "as-written")]
    pub fn check_written(&self, value: &impl Serialize) -> Result<(), InvalidValue> {
        let text = serde_json::to_string(value).map_err(|why| self.invalid(&why.to_string()))?;
        let value = exact_schema_json::read(text.as_bytes());
        value.map_err(|why| self.invalid(&why.to_string())).and_then(|value| self.check(&value))
    }

    /// Reads a value that the schema accepts as a `T`.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), and those of `T`.
    #[cfg(feature = "as-written")]
    pub fn read<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        &self,
        deserializer: D,
    ) -> Result<T, D::Error> {
        let written = exact_schema_json::as_written(deserializer)?;
        let value = exact_schema_json::read(written.text().as_bytes()).map_err(D::Error::custom)?;
        self.check(&value).map_err(D::Error::custom)?;
        written.read(PhantomData)
    }

    /// Adds to a re-emitted schema what is checked: the schema files as definitions, each with an
    /// identity of its own, so that the references in them keep their meaning.
    pub fn describe(&self, schema: &mut Schema) {
        let folder = format!("{}{}/", compiled::BASE, self.type_name);
        let uri = |name: &str, pointer: &str| {
            compiled::uri(name, pointer).replacen(compiled::BASE, &folder, 1)
        };
        let mut definitions = serde_json::Map::new();
        for (name, text) in self.documents {
            let definition = match serde_json::from_str(text) {
                Ok(Value::Object(mut keywords)) => {
                    keywords.insert("$id".to_owned(), uri(name, "").into());
                    Value::Object(keywords)
                }
                Ok(other) => json!({ "$id": uri(name, ""), "allOf": [other] }),
                Err(_) => continue,
            };
            definitions.insert((*name).to_owned(), definition);
        }
        schema.insert("$defs".to_owned(), definitions.into());
        schema.insert("$ref".to_owned(), uri(self.file, self.pointer).into());
    }

    fn compile(&self) -> Result<Validator, Uncompiled> {
        let registry = compiled::registry(self.documents)?;
        let reference = compiled::uri(self.file, self.pointer);
        compiled::validator(&registry, &json!({ "$ref": reference }), self.asserts_formats)
    }

    fn invalid(&self, why: &str) -> InvalidValue {
        InvalidValue::expected(self.type_name, &format!("a value that its schema accepts; {why}"))
    }
}
