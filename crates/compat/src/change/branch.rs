//! Tells which branches of two unions are versions of each other.

use serde_json::Value;

/// How two branches may be known to be versions of each other, the surest way first.
pub(super) const RESEMBLANCES: [fn(&Value, &Value) -> bool; 3] =
    [says_the_same, has_the_same_constants, speaks_of_the_same_type];

fn says_the_same(old: &Value, new: &Value) -> bool {
    old == new
}

/// Whether two branches are told from their siblings by the same constants.
fn has_the_same_constants(old: &Value, new: &Value) -> bool {
    let constants = constants(old);
    !constants.is_empty() && constants == self::constants(new)
}

fn speaks_of_the_same_type(old: &Value, new: &Value) -> bool {
    let (before, after) = (constants(old), constants(new));
    let is_told_apart = !before.is_empty()
        && !after.is_empty()
        && !before.iter().any(|constant| after.contains(constant));
    let is_constant = |schema: &Value| schema.get("const").is_some();
    old.get("type") == new.get("type") && !is_told_apart && !is_constant(old) && !is_constant(new)
}

/// The constants among the properties of a schema.
fn constants(schema: &Value) -> Vec<(String, Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .filter_map(|(name, schema)| {
            let constant = schema.get("const").cloned().or_else(|| {
                let values = schema.get("enum")?.as_array()?;
                if let [only] = values.as_slice() { Some(only.clone()) } else { None }
            });
            Some((name.clone(), constant?))
        })
        .collect()
}
