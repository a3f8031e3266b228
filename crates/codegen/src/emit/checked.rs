//! Shapes without a Rust structure: a newtype over a JSON value that runs the schema itself.

use std::fmt::Write;

use serde_json::json;

use super::docs::Docs;
use super::spelling::Spelling;
use super::{annotated, literal};
use crate::options::{Formats, Options};
use crate::schemas::Schemas;
use crate::shape::{Definition, Usage};

/// The schema files that the types of a module run.
pub(super) fn schemas(schemas: &Schemas) -> String {
    let mut text = String::from(
        "/// The schemas that values are checked against: file name and text.\n\
         const SCHEMAS: &[(&str, &str)] = &[\n",
    );
    for (name, document) in schemas.embedded() {
        let _ = writeln!(text, "    ({}, {}),", literal::text(name), literal::json(&document));
    }
    text.push_str("];\n");
    text
}

pub(super) fn checked(
    definition: &Definition,
    name: &str,
    why: &str,
    options: &Options,
    spelling: &Spelling,
) -> String {
    let said = format!(
        "A JSON value, checked against the schema whenever one is made: the schema has no Rust \
         structure that would be exact ({why})."
    );
    let docs = Docs::of_type(definition, &[said]).text();
    let held = spelling.usage(&Usage::Anything);
    format!(
        "{docs}\
         #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]\n\
         pub struct {name}({held});\n\n\
         checked_type! {{\n    \
             {name}({title}),\n\
         {place}}}\n",
        title = literal::text(&definition.schema_name),
        place = place(definition, options),
    )
}

pub(super) fn guarded(
    definition: &Definition,
    name: &str,
    held: &Usage,
    format: Option<&str>,
    options: &Options,
    spelling: &Spelling,
) -> String {
    // Texts are told apart and ordered like any text: a list may ask for distinct ones.
    let derives = match held {
        Usage::Text => "Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize",
        _ => "Clone, Debug, PartialEq, ::serde::Serialize",
    };
    let held = spelling.usage(held);
    let said = match format {
        Some(format) => format!(
            "A string of the format `{format}`, checked against the schema whenever one is made. \
             `value` gives what it says, where its type is there: chrono and uuid are features of \
             `exact-schema-runtime`."
        ),
        None => format!(
            "What `{held}` holds, checked against the schema whenever one is made: the type alone \
             would hold more than the schema accepts."
        ),
    };
    let format = format.map_or_else(String::new, |it| format!("    format: {it:?},\n"));
    let docs = Docs::of_type(definition, &[said]).text();
    format!(
        "{docs}\
         #[derive({derives})]\n\
         pub struct {name}({held});\n\n\
         guarded_type! {{\n    \
             {name}({title}): {held},\n\
         {format}{place}}}\n",
        title = literal::text(&definition.schema_name),
        place = place(definition, options),
    )
}

/// The format of a text, if `guarded_type!` knows a type for what such a text says.
pub(super) fn format<'a>(
    schemas: &'a Schemas,
    definition: &Definition,
    held: &Usage,
    options: &Options,
) -> Option<&'a str> {
    if *held != Usage::Text || options.formats == Formats::Annotate {
        return None;
    }
    let format = schemas.at(&definition.location)["format"].as_str();
    format.filter(|it| VALUES.contains(it))
}

/// The formats of which `guarded_type!` knows a type.
const VALUES: [&str; 5] = ["date", "date-time", "ipv4", "ipv6", "uuid"];

/// The schema that runs, by its place, and what is published of it.
fn place(definition: &Definition, options: &Options) -> String {
    let file = literal::text(&definition.location.file);
    let pointer = literal::text(&definition.location.pointer);
    let asserts = options.formats == Formats::Assert;
    let schema = literal::json(&annotated(definition, json!({})));
    format!(
        "    place: {file} {pointer},\n    \
             formats: {asserts},\n    \
             schema: {schema},\n"
    )
}
