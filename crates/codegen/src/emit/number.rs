//! Numbers with rules: newtypes over the smallest Rust number that holds them.

use std::fmt::Write;

use serde_json::{Value, json};

use super::docs::Docs;
use super::spelling::Spelling;
use super::{annotated, expected, literal};
use crate::shape::{Definition, IntegerRule, NumberRule};

pub(super) fn integer(
    definition: &Definition,
    name: &str,
    rule: &IntegerRule,
    spelling: &Spelling,
) -> String {
    let expected = expected::integer(rule);
    let mut schema = json!({
        "type": "integer", "minimum": bound(rule.minimum), "maximum": bound(rule.maximum),
    });
    let mut parts = String::new();
    if let Some(divisor) = rule.multiple_of {
        schema["multipleOf"] = bound(divisor);
        parts = format!(".multiple_of({divisor})");
    }
    let (held, rule_type) =
        if rule.minimum >= 0 { ("u64", "UnsignedRule") } else { ("i64", "SignedRule") };
    let docs = Docs::of_type(definition, &[format!("Holds {expected}.")]).text();
    let rule_type = spelling.name(rule_type);
    let title = literal::text(&definition.schema_name);
    let (type_name, expected) = (literal::text(name), literal::text(&expected));
    let schema = literal::json(&annotated(definition, schema));
    let (minimum, maximum) = (rule.minimum, rule.maximum);
    format!(
        "{docs}\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub struct {name}({held});\n\n\
         integer_type! {{\n    \
             {name}({title}): {held},\n    \
             rule: {rule_type}::new({type_name}, {expected}, {minimum}, {maximum}){parts},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

pub(super) fn number(
    definition: &Definition,
    name: &str,
    rule: &NumberRule,
    spelling: &Spelling,
) -> String {
    let expected = expected::number(rule);
    let mut schema = json!({ "type": if rule.whole { "integer" } else { "number" } });
    let mut parts = String::new();
    let bounds = [
        ("minimum", "minimum", rule.minimum),
        ("exclusiveMinimum", "exclusive_minimum", rule.exclusive_minimum),
        ("maximum", "maximum", rule.maximum),
        ("exclusiveMaximum", "exclusive_maximum", rule.exclusive_maximum),
    ];
    for (keyword, method, limit) in bounds {
        if let Some(limit) = limit {
            schema[keyword] = shortest(limit);
            let _ = write!(parts, ".{method}({})", literal::double(limit));
        }
    }
    if rule.whole {
        parts.push_str(".whole()");
    }
    let docs = Docs::of_type(definition, &[format!("Holds {expected}.")]).text();
    let rule_type = spelling.name("NumberRule");
    let title = literal::text(&definition.schema_name);
    let (type_name, expected) = (literal::text(name), literal::text(&expected));
    let schema = literal::json(&annotated(definition, schema));
    format!(
        "{docs}\
         #[derive(Clone, Copy, Debug)]\n\
         pub struct {name}(f64);\n\n\
         number_type! {{\n    \
             {name}({title}),\n    \
             rule: {rule_type}::new({type_name}, {expected}){parts},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

fn bound(value: i128) -> Value {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => json!(value),
        (_, Ok(value)) => json!(value),
        _ => json!(value as f64),
    }
}

/// A bound as an author would write it: `0`, not `0.0`.
fn shortest(limit: f64) -> Value {
    if limit.fract() == 0.0 && limit.abs() <= 9_007_199_254_740_992.0 {
        json!(limit as i64)
    } else {
        json!(limit)
    }
}
