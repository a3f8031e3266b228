//! How a published document is laid out: members in an order that people read in, two spaces, a
//! final newline.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use exact_schema_schema::keyword::{self, Holds};

use crate::error::Error;

/// The keywords of a schema; one that is not listed stands before `properties`, by name.
const BEFORE: &[&str] = &["$schema", "$id", "$comment", "title", "description", "$ref", "type"];
const AFTER: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "oneOf",
    "discriminator",
    "default",
    "x-expected",
    "x-sensitivity",
    "examples",
    "$defs",
];

/// The members of the objects of an OpenAPI document; one that is not listed stands behind.
const OPENAPI: &[&str] = &[
    "openapi",
    "x-generated",
    "info",
    "title",
    "version",
    "name",
    "in",
    "tags",
    "operationId",
    "summary",
    "description",
    "license",
    "servers",
    "security",
    "paths",
    "get",
    "post",
    "required",
    "parameters",
    "requestBody",
    "responses",
    "headers",
    "content",
    "schema",
    "example",
    "components",
];

/// What an object is, which decides the order of its members.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// A schema.
    Schema,
    /// Schemas by the name of a member, in the author's order.
    Members,
    /// Schemas by a name of their own.
    Definitions,
    /// An object of an OpenAPI document that is no schema.
    OpenApi,
    /// Any other JSON, by name.
    Data,
}

impl Part {
    fn rank(self, member: &str) -> usize {
        let within = |names: &[&str]| names.iter().position(|name| *name == member);
        match self {
            Self::Schema => within(BEFORE)
                .unwrap_or_else(|| BEFORE.len() + within(AFTER).map_or(0, |position| position + 1)),
            Self::OpenApi => within(OPENAPI).unwrap_or(OPENAPI.len()),
            Self::Members | Self::Definitions | Self::Data => 0,
        }
    }

    fn of_member(self, member: &str) -> Self {
        match self {
            Self::Schema => match keyword::find(member).map(|it| it.holds) {
                Some(Holds::Schema | Holds::Schemas) => Self::Schema,
                Some(Holds::SchemasByName) if member == "$defs" => Self::Definitions,
                Some(Holds::SchemasByName | Holds::Dependencies) => Self::Members,
                _ => Self::Data,
            },
            Self::Members | Self::Definitions => Self::Schema,
            Self::OpenApi => match member {
                "schema" => Self::Schema,
                "schemas" => Self::Definitions,
                "example" => Self::Data,
                _ => Self::OpenApi,
            },
            Self::Data => Self::Data,
        }
    }
}

/// The text of a document.
///
/// # Errors
///
/// That it cannot be written as JSON.
pub(crate) fn text(document: &Value, part: Part) -> Result<String, Error> {
    let mut text = serde_json::to_string_pretty(&LaidOut { value: document, part })
        .map_err(Error::encoding)?;
    text.push('\n');
    Ok(text)
}

struct LaidOut<'a> {
    value: &'a Value,
    part: Part,
}

impl Serialize for LaidOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { value, part } = *self;
        match value {
            Value::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                match part {
                    Part::Schema | Part::Definitions => {
                        members.sort_by_key(|(name, _)| (part.rank(name), *name));
                    }
                    // What is left is in the author's order.
                    _ => members.sort_by_key(|(name, _)| part.rank(name)),
                }
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &LaidOut { value, part: part.of_member(name) })?;
                }
                map.end()
            }
            Value::Array(items) => {
                let mut array = serializer.serialize_seq(Some(items.len()))?;
                for value in items {
                    array.serialize_element(&LaidOut { value, part })?;
                }
                array.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keywords_stand_in_the_order_of_reading_and_members_in_the_authors() {
        let schema = json!({
            "$defs": { "B": true, "A": { "minimum": 0, "type": "number" } },
            "examples": [{ "type": 1, "$id": 2 }],
            "additionalProperties": false,
            "properties": { "type": { "pattern": "x", "description": "d" }, "$id": true },
            "title": "T",
            "$schema": "s",
        });
        let expected = r#"{"$schema":"s","title":"T","properties":{"type":{"description":"d","pattern":"x"},"$id":true},"additionalProperties":false,"examples":[{"type":1,"$id":2}],"$defs":{"A":{"type":"number","minimum":0},"B":true}}"#;
        let laid_out = LaidOut { value: &schema, part: Part::Schema };
        assert_eq!(serde_json::to_string(&laid_out).unwrap(), expected);
    }
}
