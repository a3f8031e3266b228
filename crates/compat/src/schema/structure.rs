//! A constant array or object, said with the keywords of arrays and objects.

use serde_json::Value;

use super::{Assertion, AssertionId, Assertions, Constant, Kind, KindSet};

/// The assertions that exactly `constant` meets. Containers are taken apart, so that only the
/// constants inside them are compared as values.
pub(crate) fn structure(constant: &Constant, assertions: &mut Assertions) -> AssertionId {
    let mut parts = Vec::new();
    match &constant.value {
        Value::Array(items) => {
            parts.push(assertions.intern(Assertion::Kinds(KindSet::only(Kind::Array))));
            for (index, item) in (0..).zip(items) {
                let schema = equal_to(item, assertions);
                parts.push(assertions.intern(Assertion::Element { index, schema }));
            }
            let length = items.len() as u64;
            parts.push(assertions.intern(Assertion::MinItems(length)));
            parts.push(assertions.intern(Assertion::MaxItems(length)));
        }
        Value::Object(members) => {
            parts.push(assertions.intern(Assertion::Kinds(KindSet::only(Kind::Object))));
            for (name, value) in members {
                let schema = equal_to(value, assertions);
                let name = name.clone();
                parts.push(assertions.intern(Assertion::Required(name.clone())));
                parts.push(assertions.intern(Assertion::Property { name, schema }));
            }
            parts.push(assertions.intern(Assertion::MaxProperties(members.len() as u64)));
        }
        _ => parts.push(assertions.intern(Assertion::Values(vec![constant.clone()]))),
    }
    assertions.all(parts)
}

fn equal_to(value: &Value, assertions: &mut Assertions) -> AssertionId {
    assertions.intern(Assertion::Values(vec![Constant::new(value.clone())]))
}
