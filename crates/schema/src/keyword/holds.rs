//! What the value of a keyword must be.

use serde_json::Value;

/// What the value of a keyword must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The name of an anchor.
    Anchor,
    /// Any value.
    Anything,
    /// An array of any values.
    Array,
    /// An object, each member a schema or an array of names.
    Dependencies,
    /// True or false.
    Flag,
    /// An object of true and false.
    Flags,
    /// A URI without a fragment.
    Identity,
    /// An array of distinct strings.
    Names,
    /// An object of arrays of distinct strings.
    NamesByName,
    /// A number.
    Number,
    /// A number above 0.
    PositiveNumber,
    /// A schema.
    Schema,
    /// An array of schemas, at least one.
    Schemas,
    /// An object of schemas, by a name that is no keyword.
    SchemasByName,
    /// A whole number from 0.
    Size,
    /// A string.
    Text,
    /// The name of a type, or an array of such names.
    Types,
}

impl Holds {
    /// What an author should write.
    #[must_use]
    pub fn expected(self) -> &'static str {
        match self {
            Self::Anchor => "a name of ASCII letters, digits, `-`, `_` and `.`, a letter first",
            Self::Anything => "any JSON value",
            Self::Array => "an array",
            Self::Dependencies => "an object of schemas and arrays of distinct strings",
            Self::Flag => "true or false",
            Self::Flags => "an object of true and false",
            Self::Identity => "a URI without a fragment",
            Self::Names => "an array of distinct strings",
            Self::NamesByName => "an object of arrays of distinct strings",
            Self::Number => "a number",
            Self::PositiveNumber => "a number above 0",
            Self::Schema => "a schema: an object, true or false",
            Self::Schemas => "a non-empty array of schemas",
            Self::SchemasByName => "an object of schemas",
            Self::Size => "a whole number from 0",
            Self::Text => "a string",
            Self::Types => "one or more of null, boolean, object, array, number, string, integer",
        }
    }

    /// Whether it is such a value. Of a schema, which speaks for itself, it only tells the place.
    ///
    /// ```
    /// use exact_schema_schema::keyword::Holds;
    /// use serde_json::json;
    ///
    /// assert!(Holds::Size.accepts(&json!(2.0)));
    /// assert!(!Holds::Names.accepts(&json!(["a", "a"])));
    /// ```
    #[must_use]
    pub fn accepts(self, value: &Value) -> bool {
        match self {
            Self::Anchor => value.as_str().is_some_and(is_anchor),
            // A schema inside speaks for itself.
            Self::Anything | Self::Schema => true,
            Self::Array => value.is_array(),
            Self::Dependencies => value
                .as_object()
                .is_some_and(|map| map.values().all(|it| !it.is_array() || is_names(it))),
            Self::Flag => value.is_boolean(),
            Self::Flags => value.as_object().is_some_and(|map| map.values().all(Value::is_boolean)),
            Self::Identity => value.as_str().is_some_and(|id| {
                id.split_once('#').is_none_or(|(_, fragment)| fragment.is_empty())
            }),
            Self::Names => is_names(value),
            Self::NamesByName => value.as_object().is_some_and(|map| map.values().all(is_names)),
            Self::Number => value.is_number(),
            Self::PositiveNumber => value.as_f64().is_some_and(|number| number > 0.0),
            Self::Schemas => value.as_array().is_some_and(|schemas| !schemas.is_empty()),
            Self::SchemasByName => value.is_object(),
            Self::Size => size(value).is_some(),
            Self::Text => value.is_string(),
            Self::Types => match value {
                Value::Array(types) => {
                    !types.is_empty() && types.iter().all(is_type) && is_names(value)
                }
                one => is_type(one),
            },
        }
    }
}

/// A size such as that of `maxLength`; `2.0` is the whole number 2, as JSON Schema has it. Nothing
/// is larger than 64 bits count, so that a size beyond is as good as the greatest of these.
///
/// ```
/// use exact_schema_schema::keyword::size;
///
/// assert_eq!(size(&serde_json::json!(2.0)), Some(2));
/// assert_eq!(size(&serde_json::json!(-1)), None);
/// ```
#[must_use]
pub fn size(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        (number.fract() == 0.0 && number >= 0.0).then_some(number as u64)
    })
}

fn is_anchor(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && name.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it))
}

fn is_type(value: &Value) -> bool {
    matches!(
        value.as_str(),
        Some("null" | "boolean" | "object" | "array" | "number" | "string" | "integer")
    )
}

fn is_names(value: &Value) -> bool {
    value.as_array().is_some_and(|names| {
        names.iter().all(Value::is_string)
            && names.iter().enumerate().all(|(at, name)| !names[..at].contains(name))
    })
}
