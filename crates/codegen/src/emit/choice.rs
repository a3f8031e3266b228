//! Values of one of several types.

use std::fmt::Write;

use serde_json::json;

use super::docs::Docs;
use super::spelling::Spelling;
use super::{annotated, literal};
use crate::boxes::Boxes;
use crate::shape::{Alternative, Definition, JsonType, Usage};

pub(super) fn by_type(
    definition: &Definition,
    name: &str,
    types: &[(JsonType, Usage)],
    boxes: &Boxes,
    spelling: &Spelling,
) -> String {
    let said: Vec<&str> = types.iter().map(|(one, _)| one.said()).collect();
    let expected = said.join(", or ");
    let docs = Docs::of_type(definition, &[format!("Is {expected}.")]).text();
    let (mut variants, mut parts, mut null) = (String::new(), String::new(), "");
    for (one, usage) in types {
        let variant = one.variant();
        let _ = writeln!(variants, "    /// Where it is {}.", one.said());
        if *usage == Usage::Null {
            let _ = writeln!(variants, "    {variant},");
            null = "    null: Null,\n";
            continue;
        }
        let held = spelling.usage(usage);
        let _ = writeln!(variants, "    {variant}({}),", placed(name, usage, boxes, spelling));
        let _ = writeln!(parts, "        {variant} => {variant}({held}),");
    }
    let title = literal::text(&definition.schema_name);
    let expected = literal::text(&expected);
    let schema = literal::json(&annotated(definition, json!({})));
    format!(
        "{docs}{DERIVES}\
         pub enum {name} {{\n{variants}}}\n\n\
         by_type! {{\n    \
             {name}({title}),\n    \
             expected: {expected},\n\
             {null}    \
             types: {{\n{parts}    }},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

pub(super) fn first_of(
    definition: &Definition,
    name: &str,
    alternatives: &[Alternative],
    boxes: &Boxes,
    spelling: &Spelling,
) -> String {
    let said = "Is read as the first of its variants that takes the value.".to_owned();
    let docs = Docs::of_type(definition, &[said]).text();
    let (mut variants, mut parts) = (String::new(), String::new());
    for Alternative { variant, usage } in alternatives {
        let held = spelling.usage(usage);
        let _ = writeln!(variants, "    /// What `{held}` takes.");
        let _ = writeln!(variants, "    {variant}({}),", placed(name, usage, boxes, spelling));
        let _ = writeln!(parts, "        {variant}({held}),");
    }
    let title = literal::text(&definition.schema_name);
    let variants_said: Vec<String> =
        alternatives.iter().map(|it| format!("`{}`", spelling.usage(&it.usage))).collect();
    let expected = literal::text(&format!("one of {}", variants_said.join(", ")));
    let schema = literal::json(&annotated(definition, json!({})));
    format!(
        "{docs}{DERIVES}\
         pub enum {name} {{\n{variants}}}\n\n\
         first_of! {{\n    \
             {name}({title}),\n    \
             expected: {expected},\n    \
             alternatives: {{\n{parts}    }},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq)]\n#[allow(clippy::large_enum_variant)]\n";

/// How a variant holds its value: in place, or behind a pointer.
fn placed(owner: &str, usage: &Usage, boxes: &Boxes, spelling: &Spelling) -> String {
    let held = spelling.usage(usage);
    match boxes.hold(owner, usage) {
        true => format!("{}<{held}>", spelling.name("Box")),
        false => held,
    }
}
