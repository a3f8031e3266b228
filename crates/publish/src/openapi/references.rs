//! The references of the document.

use serde_json::Value;

use crate::error::Error;

/// Checks that every reference leads somewhere.
pub(super) fn check(document: &Value) -> Result<(), Error> {
    check_within(document, document)
}

fn check_within(value: &Value, document: &Value) -> Result<(), Error> {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let target = reference.strip_prefix('#').and_then(|it| document.pointer(it));
                if target.is_none() {
                    let expected = "expected a reference to something in the document";
                    return Err(Error::openapi(format!("{expected}, found {reference:?}")));
                }
            }
            members.values().try_for_each(|it| check_within(it, document))
        }
        Value::Array(items) => items.iter().try_for_each(|it| check_within(it, document)),
        _ => Ok(()),
    }
}
