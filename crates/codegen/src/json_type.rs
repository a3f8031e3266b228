//! The types of JSON values.

use serde_json::Value;

use crate::shape::Usage;

/// The type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum JsonType {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

impl JsonType {
    pub(crate) const ALL: [Self; 6] =
        [Self::Null, Self::Boolean, Self::Number, Self::Text, Self::List, Self::Object];

    /// By its name in schemas.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" | "number" => Self::Number,
            "string" => Self::Text,
            "array" => Self::List,
            "object" => Self::Object,
            _ => return None,
        })
    }

    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }

    /// Its name among the types of the library.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Boolean => "Boolean",
            Self::Number => "Number",
            Self::Text => "Text",
            Self::List => "List",
            Self::Object => "Object",
        }
    }

    /// In words.
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::List => "an array",
            Self::Object => "an object",
        }
    }

    /// What holds every value of the type.
    pub(crate) fn any(self) -> Usage {
        match self {
            Self::Null => Usage::Null,
            Self::Boolean => Usage::Boolean,
            Self::Number => Usage::Number,
            Self::Text => Usage::Text,
            Self::List => Usage::List(Box::new(Usage::Anything)),
            Self::Object => Usage::FreeObject,
        }
    }
}
