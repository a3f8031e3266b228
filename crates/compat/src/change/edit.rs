//! Edits that make the rejecting schema say what the accepting one says.

use serde_json::{Map, Value};

use super::Difference;
use exact_schema_schema::keyword::{self, Holds};
use exact_schema_schema::{pointer, reference, subschema};

/// One edit of the rejecting schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    /// Puts a value of the accepting schema at a pointer.
    Set(String, Value),
    /// Removes the member at a pointer.
    Remove(String),
    /// Appends a value of the accepting schema to the list at a pointer.
    Append(String, Value),
    /// Removes a string from the list at a pointer.
    RemoveText(String, String),
}

/// The name under which the accepting schema is taken into the rejecting one, so that values
/// moved from it can keep their references.
const ACCEPTING: &str = "the accepting schema";

/// The rejecting schema after the edits of `differences`.
pub(crate) fn patched<'a>(
    rejecting: &Value,
    accepting: &Value,
    differences: impl IntoIterator<Item = &'a Difference>,
) -> Value {
    let mut schema = rejecting.clone();
    let mut refers = false;
    for edit in differences.into_iter().flat_map(|difference| &difference.edits) {
        refers |= edit.refers();
        apply(edit, &mut schema);
    }
    if let (true, Some(keywords)) = (refers, schema.as_object_mut()) {
        let defs = keywords.entry("$defs").or_insert_with(|| Map::new().into());
        if let Some(defs) = defs.as_object_mut() {
            defs.insert(ACCEPTING.to_owned(), moved(accepting));
        }
    }
    schema
}

impl Edit {
    /// Whether the edit brings in a reference to another place of the accepting schema.
    fn refers(&self) -> bool {
        match self {
            Self::Set(_, value) | Self::Append(_, value) => value.to_string().contains("\"$ref\""),
            Self::Remove(_) | Self::RemoveText(..) => false,
        }
    }
}

/// A schema of the accepting document, with references that work in the rejecting one.
fn moved(schema: &Value) -> Value {
    let mut schema = schema.clone();
    redirect(&mut schema);
    schema
}

fn redirect(schema: &mut Value) {
    if let Some(Value::String(reference)) = schema.get_mut("$ref")
        && let Some(target) = reference::target_within(reference)
    {
        let place = pointer::join("/$defs", ACCEPTING);
        *reference = reference::within(&format!("{place}{target}"));
    }
    subschema::change_each(schema, |_, schema| redirect(schema));
}

fn apply(edit: &Edit, schema: &mut Value) {
    match edit {
        Edit::Set(at, value) => {
            if at.is_empty() {
                *schema = moved(value);
            } else {
                set(schema, at, moved_at(at, value));
            }
        }
        Edit::Remove(at) => {
            if let Some((parent, name)) = split(at)
                && let Some(members) = schema.pointer_mut(parent).and_then(Value::as_object_mut)
            {
                members.remove(&name);
            }
        }
        Edit::Append(at, value) => {
            if schema.pointer(at).is_none() {
                set(schema, at, Value::Array(Vec::new()));
            }
            if let Some(list) = schema.pointer_mut(at).and_then(Value::as_array_mut) {
                list.push(moved(value));
            }
        }
        Edit::RemoveText(at, text) => {
            if let Some(list) = schema.pointer_mut(at).and_then(Value::as_array_mut) {
                list.retain(|item| item != text.as_str());
            }
        }
    }
}

/// `value` as it is put at the pointer: a list or map of schemas, a schema, or plain data.
fn moved_at(at: &str, value: &Value) -> Value {
    let keyword = pointer::tokens(at).last().unwrap_or_default();
    let holds_schemas = keyword::find(&keyword).is_some_and(|it| {
        matches!(it.holds, Holds::Schemas | Holds::SchemasByName | Holds::Dependencies)
    });
    if !holds_schemas {
        return moved(value);
    }
    let mut holder = Value::Object(Map::from_iter([(keyword.clone(), value.clone())]));
    redirect(&mut holder);
    holder.get_mut(&keyword).map(Value::take).unwrap_or_default()
}

fn set(schema: &mut Value, at: &str, value: Value) {
    let Some((parent, name)) = split(at) else { return };
    if schema.pointer(parent).is_none() {
        set(schema, parent, Value::Object(Map::new()));
    }
    match schema.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.insert(name, value);
        }
        Some(Value::Array(items)) => {
            if let Some(item) = name.parse().ok().and_then(|index: usize| items.get_mut(index)) {
                *item = value;
            }
        }
        _ => {}
    }
}

/// The pointer of the parent, and the last step.
fn split(at: &str) -> Option<(&str, String)> {
    let (parent, _) = at.rsplit_once('/')?;
    Some((parent, pointer::tokens(at).last()?))
}
