//! Numbers with rules: newtypes over the smallest Rust number that holds them.

use std::fmt::Write;

use serde_json::{Value, json};

use super::docs::Docs;
use super::spelling::Spelling;
use super::{annotated, expected, literal};
use crate::shape::{Definition, IntegerRule, NumberRule, WholeRule};

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
    let (schema, parts) = keywords(rule);
    let rule = ruled("NumberRule", name, &expected::number(rule), &parts, spelling);
    let docs = Docs::of_type(definition, &[format!("Holds {}.", rule.expected)]).text();
    let title = literal::text(&definition.schema_name);
    let schema = literal::json(&annotated(definition, schema));
    let rule = rule.code;
    format!(
        "{docs}\
         #[derive(Clone, Copy, Debug)]\n\
         pub struct {name}(f64);\n\n\
         number_type! {{\n    \
             {name}({title}),\n    \
             rule: {rule},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

pub(super) fn written(
    definition: &Definition,
    name: &str,
    rule: &NumberRule,
    spelling: &Spelling,
) -> String {
    let (schema, parts) = keywords(rule);
    let rule = ruled("NumberRule", name, &expected::number(rule), &parts, spelling);
    as_written(definition, name, "Number", &rule, schema, spelling)
}

pub(super) fn whole(
    definition: &Definition,
    name: &str,
    rule: &WholeRule,
    spelling: &Spelling,
) -> String {
    let mut schema = json!({ "type": "integer" });
    let mut parts = String::new();
    let divisor = rule.multiple_of.map(i128::from);
    let limits = [
        ("minimum", "minimum", rule.minimum),
        ("maximum", "maximum", rule.maximum),
        ("multipleOf", "multiple_of", divisor),
    ];
    for (keyword, method, limit) in limits {
        if let Some(limit) = limit {
            schema[keyword] = bound(limit);
            let _ = write!(parts, ".{method}({limit})");
        }
    }
    let rule = ruled("WholeRule", name, &expected::whole(rule), &parts, spelling);
    as_written(definition, name, "WholeNumber", &rule, schema, spelling)
}

/// A rule as code, and in words.
struct Ruled {
    code: String,
    expected: String,
}

fn ruled(kind: &str, name: &str, expected: &str, parts: &str, spelling: &Spelling) -> Ruled {
    let kind = spelling.name(kind);
    let (name, said) = (literal::text(name), literal::text(expected));
    Ruled { code: format!("{kind}::new({name}, {said}){parts}"), expected: expected.to_owned() }
}

/// A newtype over a number that is held as it is written.
fn as_written(
    definition: &Definition,
    name: &str,
    held: &str,
    rule: &Ruled,
    schema: Value,
    spelling: &Spelling,
) -> String {
    let Ruled { code, expected } = rule;
    let docs = Docs::of_type(definition, &[format!("Holds {expected}.")]).text();
    let title = literal::text(&definition.schema_name);
    let schema = literal::json(&annotated(definition, schema));
    let path = spelling.name(held);
    format!(
        "{docs}\
         #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]\n\
         pub struct {name}({path});\n\n\
         written_type! {{\n    \
             {name}({title}): {held},\n    \
             rule: {code},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

/// The schema of a rule, and its parts as code.
fn keywords(rule: &NumberRule) -> (Value, String) {
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
    (schema, parts)
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
