//! Whether two schemas say the same, in whatever order.

use exact_schema_schema::subschema;
use serde_json::Value;

/// Whether the schemas are equal, but for the order of names in `required`, which says nothing.
pub(super) fn is_the_same(old: &Value, new: &Value) -> bool {
    in_order(old) == in_order(new)
}

fn in_order(schema: &Value) -> Value {
    let mut schema = schema.clone();
    sort_required(&mut schema);
    schema
}

fn sort_required(schema: &mut Value) {
    if let Some(Value::Array(names)) = schema.get_mut("required") {
        names.sort_by(|left, right| left.as_str().cmp(&right.as_str()));
    }
    subschema::change_each(schema, |_, schema| sort_required(schema));
}
