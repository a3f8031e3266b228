//! Edits that make the rejecting schema say what the accepting one says.

use serde_json::{Map, Value};

use super::{
    Difference,
    kept::{Kept, Targets},
};
use exact_schema_schema::keyword;
use exact_schema_schema::{pointer, reference, subschema};

/// One edit of the rejecting schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Edit {
    /// Puts a schema of the accepting one at a pointer.
    SetSchema(String, Value),
    /// Puts the value of a keyword of the accepting schema at the pointer of that keyword.
    SetKeyword(String, Value),
    /// Removes the member at a pointer.
    Remove(String),
    /// Appends a schema of the accepting one to the list at a pointer.
    Append(String, Value),
    /// Appends a name to the list of names at a pointer.
    AppendName(String, String),
    /// Removes a name from the list at a pointer.
    RemoveName(String, String),
}

/// The name under which the accepting schema is taken into the rejecting one, so that values
/// moved from it can keep their references.
const ACCEPTING: &str = "the accepting schema";

/// The rejecting schema, which has these targets, after the edits of `differences`.
pub(crate) fn patched<'a>(
    rejecting: &Value,
    targets: &Targets,
    accepting: &Value,
    differences: impl IntoIterator<Item = &'a Difference>,
) -> Value {
    let mut schema = rejecting.clone();
    let mut kept = Kept::new(rejecting, targets);
    let mut refers = false;
    for edit in differences.into_iter().flat_map(|difference| &difference.edits) {
        refers |= edit.refers();
        if let Edit::SetSchema(at, _) | Edit::SetKeyword(at, _) | Edit::Remove(at) = edit {
            kept.keep(at);
        }
        apply(edit, &mut schema);
    }
    if refers {
        define(&mut schema, ACCEPTING, moved(accepting));
    }
    kept.restore(&mut schema);
    schema
}

/// Adds a definition to the schema, if it is an object.
pub(super) fn define(schema: &mut Value, name: &str, definition: Value) {
    let Some(keywords) = schema.as_object_mut() else { return };
    let defs = keywords.entry("$defs").or_insert_with(|| Map::new().into());
    if let Some(defs) = defs.as_object_mut() {
        defs.insert(name.to_owned(), definition);
    }
}

/// Shows each `$ref` within `schema`, also where keywords that nobody knows hold schemas: a
/// reference may lead there.
pub(super) fn each_reference(schema: &mut Value, see: &mut dyn FnMut(&mut String)) {
    if let Some(Value::String(reference)) = schema.get_mut("$ref") {
        see(reference);
    }
    subschema::change_each(schema, |_, schema| each_reference(schema, see));
    for (name, value) in schema.as_object_mut().into_iter().flatten() {
        match value {
            Value::Object(_) if keyword::find(name).is_none() => each_reference(value, see),
            _ => {}
        }
    }
}

impl Edit {
    /// The pointer of what the edit changes.
    pub(crate) fn place(&self) -> &str {
        match self {
            Self::SetSchema(at, _)
            | Self::SetKeyword(at, _)
            | Self::Remove(at)
            | Self::Append(at, _)
            | Self::AppendName(at, _)
            | Self::RemoveName(at, _) => at,
        }
    }

    /// Whether the edit brings in a reference to another place of the accepting schema.
    fn refers(&self) -> bool {
        match self {
            Self::SetKeyword(at, _) if at.ends_with("/$ref") => true,
            Self::SetSchema(_, value) | Self::SetKeyword(_, value) | Self::Append(_, value) => {
                value.to_string().contains("\"$ref\"")
            }
            Self::Remove(_) | Self::AppendName(..) | Self::RemoveName(..) => false,
        }
    }
}

/// A schema of the accepting document, with references that work in the rejecting one.
fn moved(schema: &Value) -> Value {
    let mut schema = schema.clone();
    each_reference(&mut schema, &mut |reference| {
        if let Some(target) = reference::target_within(reference) {
            let place = pointer::join("/$defs", ACCEPTING);
            *reference = reference::within(&format!("{place}{target}"));
        }
    });
    schema
}

/// The value of the keyword at a pointer, with references that work in the rejecting document.
fn moved_keyword(at: &str, value: &Value) -> Value {
    let keyword = pointer::tokens(at).last().unwrap_or_default();
    // A keyword alone tells where its schemas stand, whatever else is beside it.
    let alone = Value::Object(Map::from_iter([(keyword.clone(), value.clone())]));
    moved(&alone).get_mut(&keyword).map(Value::take).unwrap_or_default()
}

fn apply(edit: &Edit, schema: &mut Value) {
    match edit {
        Edit::SetSchema(at, value) if at.is_empty() => *schema = moved(value),
        Edit::SetSchema(at, value) => set(schema, at, moved(value)),
        Edit::SetKeyword(at, value) => set(schema, at, moved_keyword(at, value)),
        Edit::Remove(at) => {
            if let Some((parent, name)) = split(at)
                && let Some(members) = schema.pointer_mut(parent).and_then(Value::as_object_mut)
            {
                members.remove(&name);
            }
        }
        Edit::Append(at, value) => append(schema, at, moved(value)),
        Edit::AppendName(at, name) => append(schema, at, name.as_str().into()),
        Edit::RemoveName(at, name) => {
            if let Some(list) = schema.pointer_mut(at).and_then(Value::as_array_mut) {
                list.retain(|item| item != name.as_str());
            }
        }
    }
}

fn append(schema: &mut Value, at: &str, value: Value) {
    if schema.pointer(at).is_none() {
        set(schema, at, Value::Array(Vec::new()));
    }
    if let Some(list) = schema.pointer_mut(at).and_then(Value::as_array_mut) {
        list.push(value);
    }
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
