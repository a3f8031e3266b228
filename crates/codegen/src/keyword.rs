//! The keywords of JSON Schema 2020-12: what each one holds, and what it constrains.

use serde_json::Value;

/// What a keyword does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Constrains values of every JSON type.
    Any,
    /// Constrains strings only.
    String,
    /// Constrains numbers only.
    Number,
    /// Constrains arrays only.
    Array,
    /// Constrains objects only.
    Object,
    /// Describes without constraining, or names and places schemas.
    Annotation,
    /// Refused wherever it stands: `why`, and what to write `instead`.
    Refused { why: &'static str, instead: &'static str },
}

/// What the value of a keyword must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Anchor,
    Anything,
    Array,
    Dependencies,
    Flag,
    Flags,
    Identity,
    Names,
    NamesByName,
    Number,
    PositiveNumber,
    Schema,
    Schemas,
    SchemasByName,
    Size,
    Text,
    Types,
}

impl Holds {
    /// What an author should write.
    pub(crate) fn expected(self) -> &'static str {
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

    pub(crate) fn accepts(self, value: &Value) -> bool {
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

/// One keyword.
#[derive(Debug)]
pub(crate) struct Keyword {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(crate) role: Role,
}

/// The annotation of our own: a builder fills the member with a fresh value.
pub(crate) const FRESH: &str = "x-fresh";

const DYNAMIC: Role = Role::Refused {
    why: "what it refers to is known only while a document is validated",
    instead: "`$ref`",
};
const ANCHOR: Role = Role::Refused {
    why: "references here name their target by file and JSON Pointer",
    instead: "nothing, and `$ref` with a JSON Pointer such as `#/$defs/Name`",
};
const CONTENT: Role = Role::Refused {
    why: "it describes what is inside a string and constrains nothing",
    instead: "nothing, or a `description`",
};
const DIALECT: Role =
    Role::Refused { why: "a schema file does not define dialects", instead: "nothing" };

const fn outdated(instead: &'static str) -> Role {
    Role::Refused { why: "JSON Schema 2020-12 no longer has this keyword", instead }
}

const fn keyword(name: &'static str, holds: Holds, role: Role) -> Keyword {
    Keyword { name, holds, role }
}

/// Every keyword of the 2020-12 vocabularies, those of older drafts that its meta-schema still
/// describes, and the one annotation of our own.
const KEYWORDS: &[Keyword] = &[
    keyword("$anchor", Holds::Anchor, ANCHOR),
    keyword("$comment", Holds::Text, Role::Annotation),
    keyword("$defs", Holds::SchemasByName, Role::Annotation),
    keyword("$dynamicAnchor", Holds::Anchor, DYNAMIC),
    keyword("$dynamicRef", Holds::Text, DYNAMIC),
    keyword("$id", Holds::Identity, Role::Annotation),
    keyword("$recursiveAnchor", Holds::Anchor, outdated("`$ref`")),
    keyword("$recursiveRef", Holds::Text, outdated("`$ref`")),
    keyword("$ref", Holds::Text, Role::Any),
    keyword("$schema", Holds::Text, Role::Annotation),
    keyword("$vocabulary", Holds::Flags, DIALECT),
    keyword("additionalProperties", Holds::Schema, Role::Object),
    keyword("allOf", Holds::Schemas, Role::Any),
    keyword("anyOf", Holds::Schemas, Role::Any),
    keyword("const", Holds::Anything, Role::Any),
    keyword("contains", Holds::Schema, Role::Array),
    keyword("contentEncoding", Holds::Text, CONTENT),
    keyword("contentMediaType", Holds::Text, CONTENT),
    keyword("contentSchema", Holds::Schema, CONTENT),
    keyword("default", Holds::Anything, Role::Annotation),
    keyword("definitions", Holds::SchemasByName, outdated("`$defs`")),
    keyword(
        "dependencies",
        Holds::Dependencies,
        outdated("`dependentRequired` for names, `dependentSchemas` for schemas"),
    ),
    keyword("dependentRequired", Holds::NamesByName, Role::Object),
    keyword("dependentSchemas", Holds::SchemasByName, Role::Object),
    keyword("deprecated", Holds::Flag, Role::Annotation),
    keyword("description", Holds::Text, Role::Annotation),
    keyword("else", Holds::Schema, Role::Any),
    keyword("enum", Holds::Array, Role::Any),
    keyword("examples", Holds::Array, Role::Annotation),
    keyword("exclusiveMaximum", Holds::Number, Role::Number),
    keyword("exclusiveMinimum", Holds::Number, Role::Number),
    keyword("format", Holds::Text, Role::String),
    keyword("if", Holds::Schema, Role::Any),
    keyword("items", Holds::Schema, Role::Array),
    keyword("maxContains", Holds::Size, Role::Array),
    keyword("maxItems", Holds::Size, Role::Array),
    keyword("maxLength", Holds::Size, Role::String),
    keyword("maxProperties", Holds::Size, Role::Object),
    keyword("maximum", Holds::Number, Role::Number),
    keyword("minContains", Holds::Size, Role::Array),
    keyword("minItems", Holds::Size, Role::Array),
    keyword("minLength", Holds::Size, Role::String),
    keyword("minProperties", Holds::Size, Role::Object),
    keyword("minimum", Holds::Number, Role::Number),
    keyword("multipleOf", Holds::PositiveNumber, Role::Number),
    keyword("not", Holds::Schema, Role::Any),
    keyword("oneOf", Holds::Schemas, Role::Any),
    keyword("pattern", Holds::Text, Role::String),
    keyword("patternProperties", Holds::SchemasByName, Role::Object),
    keyword("prefixItems", Holds::Schemas, Role::Array),
    keyword("properties", Holds::SchemasByName, Role::Object),
    keyword("propertyNames", Holds::Schema, Role::Object),
    keyword("readOnly", Holds::Flag, Role::Annotation),
    keyword("required", Holds::Names, Role::Object),
    keyword("then", Holds::Schema, Role::Any),
    keyword("title", Holds::Text, Role::Annotation),
    keyword("type", Holds::Types, Role::Any),
    keyword("unevaluatedItems", Holds::Schema, Role::Array),
    keyword("unevaluatedProperties", Holds::Schema, Role::Object),
    keyword("uniqueItems", Holds::Flag, Role::Array),
    keyword("writeOnly", Holds::Flag, Role::Annotation),
    keyword(FRESH, Holds::Flag, Role::Annotation),
];

/// The keyword of that name.
pub(crate) fn find(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

/// The known keyword that is spelled most like `name`, if one is close.
pub(crate) fn closest(name: &str) -> Option<&'static str> {
    let folded = name.to_lowercase();
    KEYWORDS
        .iter()
        .filter(|keyword| !matches!(keyword.role, Role::Refused { .. }))
        .map(|keyword| (edits(&folded, &keyword.name.to_lowercase()), keyword.name))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, name)| name)
}

/// The Levenshtein distance, in characters.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, character) in left.chars().enumerate() {
        let mut diagonal = index;
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(character != *other);
            diagonal = row[column + 1];
            row[column + 1] = substituted.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

/// A size such as that of `maxLength`; `2.0` is the whole number 2, as JSON Schema has it. Nothing
/// is larger than 64 bits count, so that a size beyond is as good as the greatest of these.
pub(crate) fn size(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        (number.fract() == 0.0 && number >= 0.0).then_some(number as u64)
    })
}

/// The schemas directly inside `schema`, each with the tokens of the pointer that leads to it.
pub(crate) fn subschemas(schema: &Value) -> Vec<(Vec<String>, &Value)> {
    let mut found = Vec::new();
    for (name, value) in schema.as_object().into_iter().flatten() {
        match (find(name).map(|keyword| keyword.holds), value) {
            (Some(Holds::Schema), schema) => found.push((vec![name.clone()], schema)),
            (Some(Holds::Schemas), Value::Array(schemas)) => {
                let indexed = schemas.iter().enumerate();
                found.extend(
                    indexed.map(|(at, schema)| (vec![name.clone(), at.to_string()], schema)),
                );
            }
            (Some(Holds::SchemasByName), Value::Object(schemas)) => {
                found.extend(
                    schemas.iter().map(|(key, schema)| (vec![name.clone(), key.clone()], schema)),
                );
            }
            (Some(Holds::Dependencies), Value::Object(dependencies)) => {
                let schemas = dependencies.iter().filter(|(_, value)| !value.is_array());
                found
                    .extend(schemas.map(|(key, schema)| (vec![name.clone(), key.clone()], schema)));
            }
            _ => {}
        }
    }
    found
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
