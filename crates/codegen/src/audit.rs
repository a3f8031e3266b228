//! Refuses what no generated type could mean: malformed schemas, and keywords that would be dropped.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::keyword::{self, Role};
use crate::location::Location;
use crate::options::Formats;
use crate::pattern::{self, Unmatched};
use crate::refusal::Refusal;
use crate::schemas::Schemas;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Every refusal that can be seen without knowing what becomes of a schema.
pub(crate) fn audit(schemas: &Schemas, formats: Formats) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for at in schemas.positions() {
        let schema = schemas.at(at);
        let Some(keywords) = schema.as_object() else {
            if !schema.is_boolean() {
                let why = "a schema is an object, true or false";
                refusals.push(Refusal::malformed(at, "", why, "an object of keywords"));
            }
            continue;
        };
        for (name, value) in keywords {
            refusals.extend(audit_keyword(schemas, at, name, value));
        }
        refusals.extend(inert(at, schema));
        refusals.extend(format(at, schema, formats));
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
        .map(|at| Refusal::new(at, "", "nothing refers to this definition", "a `$ref` to it, or nothing"))
        .collect()
}

fn audit_keyword(schemas: &Schemas, at: &Location, name: &str, value: &Value) -> Option<Refusal> {
    let Some(keyword) = keyword::find(name) else {
        let instead = match keyword::closest(name) {
            Some(close) => format!("`{close}`, if that is what you mean"),
            None => "nothing, or a `$comment`".to_owned(),
        };
        return Some(Refusal::new(at, name, "JSON Schema 2020-12 has no such keyword", instead));
    };
    if !keyword.holds.accepts(value) {
        let expected = keyword.holds.expected();
        return Some(Refusal::malformed(at, name, format!("its value is not {expected}"), expected));
    }
    if let Role::Refused(why) = keyword.role {
        return Some(Refusal::new(at, name, why, "nothing, or a `description`"));
    }
    match (name, value) {
        ("$ref", Value::String(reference)) => schemas.resolve(at, reference).err(),
        ("$schema", Value::String(dialect)) if dialect.trim_end_matches('#') != DIALECT => {
            Some(Refusal::malformed(at, name, "only the 2020-12 dialect is known", DIALECT))
        }
        ("$id", _) if !at.pointer.is_empty() => {
            let why = "a schema inside a file has no identity of its own here";
            Some(Refusal::new(at, name, why, "a file of its own"))
        }
        ("pattern", Value::String(pattern)) => audit_pattern(at, name, pattern),
        ("patternProperties", Value::Object(patterns)) => {
            patterns.keys().find_map(|pattern| audit_pattern(at, name, pattern))
        }
        _ => None,
    }
}

fn audit_pattern(at: &Location, name: &str, pattern: &str) -> Option<Refusal> {
    match pattern::translate(pattern) {
        Ok(_) | Err(Unmatched::TooLarge) => None,
        Err(Unmatched::Malformed) => Some(Refusal::malformed(
            at,
            name,
            format!("{pattern:?} is not a regular expression of ECMA-262"),
            "a regular expression such as `^[a-z]+$`",
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
fn inert(at: &Location, schema: &Value) -> Vec<Refusal> {
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return Vec::new(),
    };
    let has = |names: &[&str]| types.iter().any(|name| names.contains(name));
    let mut refusals = Vec::new();
    for name in schema.as_object().into_iter().flatten().map(|(name, _)| name) {
        let Some(keyword) = keyword::find(name) else { continue };
        let (what, applies) = match keyword.role {
            Role::String => ("strings", has(&["string"])),
            Role::Number => ("numbers", has(&["number", "integer"])),
            Role::Array => ("arrays", has(&["array"])),
            Role::Object => ("objects", has(&["object"])),
            Role::Any | Role::Annotation | Role::Refused(_) => continue,
        };
        if !applies {
            let found = types.join(" or ");
            let why = format!("it constrains {what}, and `type` is {found}, so it has no effect");
            refusals.push(Refusal::new(at, name, why, instead_of(name, &types)));
        }
    }
    refusals
}

/// What an author who wrote `name` on a value of `types` most likely meant.
fn instead_of(name: &str, types: &[&str]) -> String {
    let lower = name.to_lowercase();
    let end = if lower.contains("min") { "min" } else { "max" };
    let bounds = lower.contains("min") || lower.contains("max");
    let meant = match types {
        ["string"] if bounds => {
            format!("`{end}Length` to bound the number of characters, or \"type\": \"number\"")
        }
        ["array"] if bounds => format!("`{end}Items` to bound the number of items"),
        ["object"] if bounds => format!("`{end}Properties` to bound the number of members"),
        ["integer" | "number"] if bounds => format!("`{end}imum` to bound the number"),
        _ => "nothing, or the `type` that it is for".to_owned(),
    };
    meant
}

/// The formats of JSON Schema 2020-12 that a validator asserts.
const FORMATS: &[&str] = &[
    "date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "json-pointer", "regex",
    "relative-json-pointer", "time", "uri", "uri-reference", "uri-template", "uuid",
];

fn format(at: &Location, schema: &Value, formats: Formats) -> Option<Refusal> {
    let name = schema["format"].as_str()?;
    if formats == Formats::Annotate {
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
