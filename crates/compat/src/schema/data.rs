//! Keywords whose value is plain data, not a schema.

use serde_json::Value;

use super::{Assertion, Constant, Decimal, KindSet};
use crate::format::{STANDARD_UNJUDGED, is_judged};

/// What was read of a keyword.
pub(super) enum Reading {
    Says(Assertion),
    /// Every instance is valid, whatever the keyword is about.
    SaysNothing,
    /// Another keyword, or a value that the keyword cannot have.
    IsNoData,
}

/// Reads one keyword.
pub(super) fn assertion(keyword: &str, value: &Value, formats_assert: bool) -> Reading {
    if keyword == "format" {
        return format(value, formats_assert);
    }
    match read(keyword, value) {
        Some(Assertion::MinLength(0) | Assertion::MinProperties(0) | Assertion::MinItems(0)) => {
            Reading::SaysNothing
        }
        Some(assertion) => Reading::Says(assertion),
        None if keyword == "uniqueItems" && *value == false => Reading::SaysNothing,
        None => Reading::IsNoData,
    }
}

fn read(keyword: &str, value: &Value) -> Option<Assertion> {
    Some(match keyword {
        "type" => Assertion::Kinds(KindSet::read(value)?),
        "const" => Assertion::Values(vec![Constant::new(value.clone())]),
        "enum" => Assertion::Values(constants(value.as_array()?)),
        "minimum" => Assertion::Minimum { bound: decimal(value)?, exclusive: false },
        "exclusiveMinimum" => Assertion::Minimum { bound: decimal(value)?, exclusive: true },
        "maximum" => Assertion::Maximum { bound: decimal(value)?, exclusive: false },
        "exclusiveMaximum" => Assertion::Maximum { bound: decimal(value)?, exclusive: true },
        "multipleOf" => Assertion::MultipleOf(decimal(value)?),
        "minLength" => Assertion::MinLength(count(value)?),
        "maxLength" => Assertion::MaxLength(count(value)?),
        "pattern" => Assertion::Pattern(value.as_str()?.to_owned()),
        "minProperties" => Assertion::MinProperties(count(value)?),
        "maxProperties" => Assertion::MaxProperties(count(value)?),
        "minItems" => Assertion::MinItems(count(value)?),
        "maxItems" => Assertion::MaxItems(count(value)?),
        "uniqueItems" if *value == true => Assertion::UniqueItems,
        _ => return None,
    })
}

/// A format that is none of the standard's never fails.
fn format(value: &Value, formats_assert: bool) -> Reading {
    let Some(format) = value.as_str() else { return Reading::IsNoData };
    if formats_assert && (is_judged(format) || STANDARD_UNJUDGED.contains(&format)) {
        Reading::Says(Assertion::Format(format.to_owned()))
    } else {
        Reading::SaysNothing
    }
}

fn constants(values: &[Value]) -> Vec<Constant> {
    let mut constants: Vec<Constant> = values.iter().cloned().map(Constant::new).collect();
    constants.sort();
    constants.dedup();
    constants
}

fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Decimal::read(number),
        _ => None,
    }
}

/// A count such as the value of `minLength`, which may be written `3.0`.
pub(super) fn count(value: &Value) -> Option<u64> {
    u64::try_from(decimal(value)?.to_integer()?).ok()
}
