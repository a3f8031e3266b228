//! Examples of bodies, which the schemas bring.

use exact_schema_runtime::{Contract, Direction};
use serde_json::Value;

use super::SCHEMAS;
use crate::error::Error;
use crate::schema;

/// Adds an example to every body that is a type of the contract and has none.
pub(super) fn fill_in(document: &mut Value, contract: &'static Contract) -> Result<(), Error> {
    let Some(paths) = document.get_mut("paths") else { return Ok(()) };
    fill_in_bodies(paths, contract)
}

fn fill_in_bodies(value: &mut Value, contract: &'static Contract) -> Result<(), Error> {
    match value {
        Value::Object(members) => {
            if let Some(Value::Object(content)) = members.get_mut("content") {
                for body in content.values_mut() {
                    if body.get("example").is_none()
                        && let Some(example) = example_of(body, contract)?
                    {
                        body["example"] = example;
                    }
                }
            }
            members.values_mut().try_for_each(|it| fill_in_bodies(it, contract))
        }
        Value::Array(items) => items.iter_mut().try_for_each(|it| fill_in_bodies(it, contract)),
        _ => Ok(()),
    }
}

/// The first example of the type whose schema a body refers to: as it is read where the reference says
/// so, else as it is written.
fn example_of(body: &Value, contract: &'static Contract) -> Result<Option<Value>, Error> {
    let reference = body.pointer("/schema/$ref").and_then(Value::as_str);
    let Some(name) = reference.and_then(|it| it.strip_prefix(SCHEMAS)) else { return Ok(None) };
    let found = match (contract.type_named(name), name.strip_suffix("Input")) {
        (Ok(kind), _) => Some((kind, Direction::Emit)),
        (Err(_), Some(title)) => {
            contract.type_named(title).ok().map(|kind| (kind, Direction::Accept))
        }
        (Err(_), None) => None,
    };
    let Some((kind, direction)) = found else { return Ok(None) };
    Ok(schema::described(kind, direction)?.pointer("/examples/0").cloned())
}
