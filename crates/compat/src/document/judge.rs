//! Validators that know what they do not know.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jsonschema::{Draft, Keyword, ValidationError, Validator};
use serde_json::Value;

use super::outside::{OUTSIDE, Outside};

/// Judges documents by a schema.
#[derive(Debug)]
pub(crate) struct Judge {
    validator: Validator,
    /// Whether the last judgement hung on what is not known.
    outside: Arc<AtomicBool>,
}

impl Judge {
    /// Compiles `schema` as JSON Schema 2020-12.
    pub(crate) fn new(
        schema: &Value,
        formats_assert: bool,
    ) -> Result<Self, ValidationError<'static>> {
        let outside = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&outside);
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(formats_assert)
            // 2020-12 has no such keyword, whatever validators make of it.
            .with_keyword("dependencies", |_, _, _| Ok(Box::new(Nothing)))
            .with_keyword(OUTSIDE, move |_, _, _| Ok(Box::new(Outside(Arc::clone(&noted)))))
            .offline()
            .build(schema)?;
        Ok(Self { validator, outside })
    }

    /// Whether the document is certainly accepted.
    pub(crate) fn accepts(&self, document: &Value) -> bool {
        self.judged(document) == Some(true)
    }

    /// Whether the document is certainly rejected.
    pub(crate) fn rejects(&self, document: &Value) -> bool {
        self.judged(document) == Some(false)
    }

    fn judged(&self, document: &Value) -> Option<bool> {
        self.outside.store(false, Ordering::Relaxed);
        let is_valid = self.validator.is_valid(document);
        (!self.outside.load(Ordering::Relaxed)).then_some(is_valid)
    }

    /// What the schema objects to in the document.
    pub(crate) fn errors<'j>(
        &'j self,
        document: &'j Value,
    ) -> impl Iterator<Item = ValidationError<'j>> {
        self.validator.iter_errors(document)
    }
}

/// A keyword that says nothing.
struct Nothing;

impl<'i> Keyword<'i> for Nothing {
    fn validate(&self, _: &'i Value) -> Result<(), ValidationError<'i>> {
        Ok(())
    }

    fn is_valid(&self, _: &'i Value) -> bool {
        true
    }
}
