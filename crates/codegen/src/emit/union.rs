//! One of several objects that a member tells apart, wherever that member stands.

use std::fmt::Write;

use heck::ToSnakeCase;
use serde_json::json;

use super::docs::{self, Docs};
use super::spelling::Spelling;
use super::{annotated, literal, markdown};
use crate::boxes::Boxes;
use crate::names;
use crate::shape::{Definition, Definitions, Union};

pub(super) fn union(
    definition: &Definition,
    name: &str,
    union: &Union,
    definitions: &Definitions,
    boxes: &Boxes,
    spelling: &Spelling,
) -> String {
    let tag = &union.tag;
    let docs =
        Docs::of_type(definition, &[format!("The member `{tag}` tells which it is.")]).text();
    let mut variants = String::new();
    let mut branches = String::new();
    let values: Vec<String> = union.branches.iter().map(|branch| branch.value.clone()).collect();
    for (branch, variant) in union.branches.iter().zip(names::variants(&values)) {
        let (value, held) = (&branch.value, &branch.type_name);
        let about = definitions.get(held).and_then(|it| it.about.description.as_deref());
        let about = about.map(markdown::harmless);
        for line in docs::lines(&about.unwrap_or_else(|| format!("`{value}`"))) {
            let _ = writeln!(variants, "    ///{line}");
        }
        let place = match boxes.contain(name, held) {
            true => format!("{}<{held}>", spelling.name("Box")),
            false => held.clone(),
        };
        let _ = writeln!(variants, "    {variant}({place}),");
        let _ = writeln!(branches, "        {} => {variant}({held}),", literal::text(value));
    }
    let quoted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    let mut tagged = json!({
        "type": "object",
        "properties": { tag: { "type": "string", "enum": values } },
        "required": [tag],
    });
    if let Some(description) = &union.tag_description {
        tagged["properties"][tag]["description"] = json!(description);
    }
    let accessor = tag.to_snake_case();
    let accessor = match syn::parse_str::<syn::Ident>(&accessor) {
        Ok(_) => accessor,
        Err(_) => format!("{accessor}_"),
    };
    let title = literal::text(&definition.schema_name);
    let tag = literal::text(tag);
    let expected = literal::text(&format!("one of {}", quoted.join(", ")));
    let schema = literal::json(&annotated(definition, tagged));
    format!(
        "{docs}\
         #[derive(Clone, Debug, PartialEq)]\n\
         #[allow(clippy::large_enum_variant)]\n\
         pub enum {name} {{\n{variants}}}\n\n\
         union_type! {{\n    \
             {name}({title}),\n    \
             tag: {accessor} = {tag},\n    \
             expected: {expected},\n    \
             branches: {{\n{branches}    }},\n    \
             schema: {schema},\n\
         }}\n"
    )
}
