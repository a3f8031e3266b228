//! Refuses what no generated type could mean: malformed schemas, and keywords that would be dropped.

use std::collections::BTreeSet;

use exact_schema_pattern::{Unmatched, translate};
use exact_schema_schema::keyword::{self, Constrains, EXPECTED, Holds, OWN};
use exact_schema_schema::{Location, dialect};
use serde_json::Value;

use crate::keyword::{closest, unsupported};
use crate::options::Formats;
use crate::refusal::Refusal;
use crate::schemas::Schemas;

/// Every refusal that can be seen without knowing what becomes of a schema.
pub(crate) fn audit(schemas: &Schemas, formats: Formats) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for at in schemas.positions() {
        let schema = schemas.at(at);
        let Some(keywords) = schema.as_object() else {
            if !schema.is_boolean() {
                let why = "a schema is an object, true or false";
                refusals.push(Refusal::malformed(at, "", why, instead_of_value(at, schema)));
            }
            continue;
        };
        for (name, value) in keywords {
            refusals.extend(audit_keyword(schemas, at, name, value));
        }
        refusals.extend(inert(at, schema));
        refusals.extend(expectation(at, schema));
        // Of a schema of any origin a format is asserted wherever it stands, as validators do.
        if schemas.origins().is_empty() {
            refusals.extend(format(at, schema, formats));
        }
    }
    refusals
}

/// Definitions that nothing refers to: dead weight that every client would carry.
pub(crate) fn unused_definitions(schemas: &Schemas) -> Vec<Refusal> {
    let used: BTreeSet<Location> = schemas
        .positions()
        .filter_map(|at| schemas.resolve(at, schemas.at(at)["$ref"].as_str()?).ok())
        .collect();
    let is_definition = |at: &&Location| {
        at.pointer.rsplit_once('/').is_some_and(|(parent, _)| parent.ends_with("/$defs"))
    };
    schemas
        .positions()
        .filter(is_definition)
        .filter(|at| !used.contains(at))
        .map(|at| {
            Refusal::new(at, "", "nothing refers to this definition", "a `$ref` to it, or nothing")
        })
        .collect()
}

/// What an author who wrote `value` in the place of a schema most likely meant.
fn instead_of_value(at: &Location, value: &Value) -> &'static str {
    match value {
        Value::Array(_) if at.pointer.ends_with("/items") => {
            "`prefixItems`, if each item has a schema of its own"
        }
        Value::String(_) => "{\"type\": \"…\"}, if it is the name of a type",
        _ => "an object of keywords",
    }
}

fn audit_keyword(schemas: &Schemas, at: &Location, name: &str, value: &Value) -> Option<Refusal> {
    let Some(keyword) = keyword::find(name) else {
        let instead = match (name, closest(name)) {
            ("nullable", _) => "\"null\" among the types, as in [\"string\", \"null\"]".to_owned(),
            ("discriminator", _) => "a `const` for the member in every branch".to_owned(),
            ("additionalItems", _) => "`items`, beside `prefixItems`".to_owned(),
            (_, Some(close)) => format!("`{close}`, if that is what you mean"),
            (_, None) => "nothing, or a `$comment`".to_owned(),
        };
        return Some(Refusal::new(at, name, "JSON Schema 2020-12 has no such keyword", instead));
    };
    if !keyword.holds.accepts(value) {
        let expected = keyword.holds.expected();
        let why = format!("its value is not {expected}");
        let refuse = if OWN.contains(&name) { Refusal::new } else { Refusal::malformed };
        return Some(refuse(at, name, why, expected));
    }
    if let Some(refused) = unsupported(name) {
        return Some(Refusal::new(at, name, refused.why, refused.instead));
    }
    match (name, value) {
        ("$ref", Value::String(reference)) => schemas.resolve(at, reference).err(),
        ("$schema", Value::String(dialect)) if !dialect::is_2020_12(dialect) => {
            let why = format!("{dialect:?} is another dialect than the one that is known here");
            Some(Refusal::malformed(at, name, why, format!("{:?}", dialect::DRAFT_2020_12)))
        }
        ("$id", _) if !at.pointer.is_empty() => {
            let why = "a schema inside a file has no identity of its own here";
            Some(Refusal::new(at, name, why, "a file of its own"))
        }
        ("pattern", Value::String(pattern)) => audit_pattern(at, name, pattern),
        ("patternProperties", Value::Object(patterns)) => {
            let audit = |pattern: &String| Some(audit_pattern(at, name, pattern)?.within(pattern));
            patterns.keys().find_map(audit)
        }
        _ => None,
    }
}

fn audit_pattern(at: &Location, name: &str, pattern: &str) -> Option<Refusal> {
    match translate(pattern) {
        Ok(_) | Err(Unmatched::TooLarge) => None,
        Err(Unmatched::Malformed) => Some(Refusal::malformed(
            at,
            name,
            "its text is not a regular expression of ECMA-262",
            "a regular expression such as `^[a-z]+$`",
        )),
        Err(Unmatched::Words) => Some(Refusal::new(
            at,
            name,
            "`\\b` and `\\B` know ASCII letters in ECMA-262, and all letters in other engines",
            "the characters that may stand there, such as `(^|[^0-9A-Za-z_])`",
        )),
        Err(Unmatched::Backtracks) => Some(Refusal::new(
            at,
            name,
            "it looks around or refers back, which no matcher does in linear time",
            "an expression of characters, classes, repetitions and alternatives",
        )),
    }
}

/// A keyword that constrains values of a type which `type` excludes never has an effect.
pub(crate) fn inert(at: &Location, schema: &Value) -> Vec<Refusal> {
    if !Holds::Types.accepts(&schema["type"]) {
        return Vec::new();
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let has = |names: &[&str]| types.iter().any(|name| names.contains(name));
    let mut refusals = Vec::new();
    for name in schema.as_object().into_iter().flatten().map(|(name, _)| name) {
        let Some(keyword) = keyword::find(name).filter(|_| unsupported(name).is_none()) else {
            continue;
        };
        let (what, applies) = match keyword.constrains {
            Constrains::Strings => ("strings", has(&["string"])),
            Constrains::Numbers => ("numbers", has(&["number", "integer"])),
            Constrains::Arrays => ("arrays", has(&["array"])),
            Constrains::Objects => ("objects", has(&["object"])),
            Constrains::AnyValue | Constrains::Nothing => continue,
        };
        if !applies {
            let found = types.join(" or ");
            let why = format!("it constrains {what}, and `type` is {found}, so it has no effect");
            refusals.push(Refusal::new(at, name, why, instead_of(name, &types)));
        }
    }
    refusals
}

/// Words for what a pattern or a format asks for, where there is neither, are read by nobody.
fn expectation(at: &Location, schema: &Value) -> Option<Refusal> {
    let explained = schema.get("pattern").or_else(|| schema.get("format"));
    if schema.get(EXPECTED).is_none() || explained.is_some() {
        return None;
    }
    let why = "it says what the `pattern` or `format` beside it asks for, and there is neither";
    Some(Refusal::new(at, EXPECTED, why, "a `description`"))
}

/// What an author who wrote `name` on a value of `types` most likely meant.
fn instead_of(name: &str, types: &[&str]) -> String {
    let types: Vec<&str> = types.iter().copied().filter(|name| *name != "null").collect();
    let lower = name.to_lowercase();
    let end = if lower.contains("min") { "min" } else { "max" };
    let bounds = lower.contains("min") || lower.contains("max");
    match types.as_slice() {
        ["string"] if bounds => {
            format!("`{end}Length` to bound the number of characters, or \"type\": \"number\"")
        }
        ["array"] if bounds => format!("`{end}Items` to bound the number of items"),
        ["object"] if bounds => format!("`{end}Properties` to bound the number of members"),
        ["integer" | "number"] if bounds => format!("`{end}imum` to bound the number"),
        _ => "nothing, or the `type` that it is for".to_owned(),
    }
}

/// The formats of JSON Schema 2020-12 that a validator asserts.
const FORMATS: &[&str] = &[
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "json-pointer",
    "regex",
    "relative-json-pointer",
    "time",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Those that a value is held against in Rust, but not in every language of a contract.
const FORMATS_IN_RUST: &[&str] = &["iri", "iri-reference"];

/// Whether a format is asserted in Rust.
pub(crate) fn is_asserted(format: &Value) -> bool {
    let known = |it: &str| FORMATS.contains(&it) || FORMATS_IN_RUST.contains(&it);
    format.as_str().is_some_and(known)
}

fn format(at: &Location, schema: &Value, formats: Formats) -> Option<Refusal> {
    let name = schema["format"].as_str()?;
    // Where there are no strings, it is refused already, as any keyword without effect.
    if formats == Formats::Annotate || !inert(at, schema).is_empty() {
        return None;
    }
    if !FORMATS.contains(&name) {
        let why = format!("{name:?} is not a format that every validator here asserts");
        return Some(Refusal::new(at, "format", why, "a `pattern`"));
    }
    (schema["type"] != "string").then(|| {
        let why = "it is asserted here, while 2020-12 by itself only takes it as a note";
        Refusal::new(at, "format", why, "\"type\": \"string\" beside it, to say that it is meant")
    })
}
