//! What a type extends.

use exact_schema_schema::reference;
use serde::Serialize;
use serde_json::Value;

/// A definition of the source schemas that types extend, and which no published schema shows any more.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct BaseBrief {
    name: String,
    description: Option<String>,
    /// The names of its members, in its own order, those of what it extends first.
    members: Vec<String>,
}

/// What an object's source schema extends, and what that extends, the farthest first. The schema stands
/// alone: what it refers to, in whatever file, is in it.
pub(super) fn of(schema: &Value) -> Vec<BaseBrief> {
    let mut found = Vec::new();
    collect(schema, schema, &mut found);
    found
}

/// Collects what `schema` extends, and gives the names of the members that come from there. An object does
/// not extend itself in circles: the build sees to that.
fn collect(document: &Value, schema: &Value, found: &mut Vec<BaseBrief>) -> Vec<String> {
    let mut inherited = Vec::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        let target = part["$ref"].as_str().and_then(reference::target_within);
        let Some(pointer) = target else { continue };
        let Some(extended) = document.pointer(&pointer) else { continue };
        let mut members = collect(document, extended, found);
        members.extend(
            extended["properties"].as_object().into_iter().flatten().map(|it| it.0.clone()),
        );
        inherited.extend(members.iter().cloned());
        // A whole document that is extended is a type already.
        if let Some((_, name)) = pointer.rsplit_once("/$defs/") {
            let description = extended["description"].as_str().map(str::to_owned);
            found.push(BaseBrief { name: name.to_owned(), description, members });
        }
    }
    inherited
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{BaseBrief, of};

    #[test]
    fn what_is_extended_is_told_with_its_members() {
        let schema = json!({
            "allOf": [{ "$ref": "#/$defs/Base" }],
            "properties": { "name": { "type": "string" } },
            "$defs": {
                "Base": {
                    "description": "What all have.",
                    "allOf": [{ "$ref": "#/$defs/other.schema.json/$defs/Root" }],
                    "properties": { "at": true },
                },
                "other.schema.json": { "$defs": { "Root": { "properties": { "id": true } } } },
            },
        });
        let base = |name: &str, description: Option<&str>, members: &[&str]| BaseBrief {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            members: members.iter().map(|&it| it.to_owned()).collect(),
        };
        let root = base("Root", None, &["id"]);
        assert_eq!(of(&schema), [root, base("Base", Some("What all have."), &["id", "at"])]);
    }
}
