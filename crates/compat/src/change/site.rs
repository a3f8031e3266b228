//! Where in the rejecting schema a schema is referred to.

use serde_json::{Map, Value};

use super::Edit;
use exact_schema_schema::reference;

/// A place of the rejecting schema that refers to a schema.
pub(super) enum Site {
    /// A schema that is nothing but the reference, or no reference at all.
    Schema(String),
    /// A `$ref` among other keywords.
    Reference(String),
}

impl Site {
    pub(super) fn at(&self) -> &str {
        match self {
            Self::Schema(at) | Self::Reference(at) => at,
        }
    }

    /// The edit that lets the place refer to one of the accepting schema.
    pub(super) fn referring_to(self, accepting: &str) -> Edit {
        let reference = Value::from(reference::within(accepting));
        match self {
            Self::Reference(at) => Edit::SetKeyword(at, reference),
            Self::Schema(at) => {
                let keywords = Map::from_iter([("$ref".to_owned(), reference)]);
                Edit::SetSchema(at, keywords.into())
            }
        }
    }
}
