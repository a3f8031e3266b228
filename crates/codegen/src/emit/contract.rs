//! What the library needs to know of its own contract: its facts, and which type each document is.

use std::fmt::Write;

use exact_schema_manifest::Manifest;

use super::literal;
use super::spelling::Spelling;
use crate::lower::Lowered;
use crate::schemas::Schemas;
use crate::shape::{Kind, Union};

pub(super) fn contract(
    manifest: &Manifest,
    schemas: &Schemas,
    lowered: &Lowered,
    spelling: &Spelling,
) -> String {
    let mut text = String::new();
    for (root, name) in &lowered.roots {
        let definition = lowered.definitions.get(name);
        let title = literal::text(definition.map_or(name, |it| &it.schema_name));
        let tagged = match definition.map(|it| &it.kind) {
            Some(Kind::Union(union)) => branches(union),
            _ => String::new(),
        };
        let file = literal::text(&root.file);
        let _ = writeln!(text, "document_type!({name}({title}), {file}{tagged});");
    }
    let types: Vec<&String> = lowered.roots.values().collect();
    text.push('\n');
    text.push_str(&facts(manifest, schemas, &types, spelling));
    text.push('\n');
    text.push_str(&for_each_type(&types));
    text.push_str(SOURCE);
    text
}

/// The tag and the branches of a union, as `document_type!` takes them.
fn branches(union: &Union) -> String {
    let branches = union.branches.iter();
    let branches: Vec<String> =
        branches.map(|it| format!("{} => {}", literal::text(&it.value), it.type_name)).collect();
    format!(", {} {{ {} }}", literal::text(&union.tag), branches.join(", "))
}

fn facts(manifest: &Manifest, schemas: &Schemas, types: &[&String], spelling: &Spelling) -> String {
    let own = |path: &str| {
        let path = literal::text(&format!("/{path}"));
        format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path}))")
    };
    let folder = manifest.schemas.to_string_lossy().replace('\\', "/");
    let mut sources = String::new();
    for (name, _) in schemas.documents() {
        let text = own(&format!("{folder}/{name}"));
        let _ = writeln!(sources, "        ({}, {text}),", literal::text(name));
    }
    let mut documents = String::new();
    let document_type = spelling.name("DocumentType");
    for name in types {
        let _ = writeln!(documents, "        {document_type}::of::<{name}>(),");
    }
    let openapi = manifest.openapi.as_ref().map(|path| own(&path.to_string_lossy()));
    let openapi = openapi.map_or_else(|| "None".to_owned(), |text| format!("Some({text})"));
    let default = manifest.default_type.as_deref().map(literal::text);
    let default = default.map_or_else(|| "None".to_owned(), |title| format!("Some({title})"));
    let (contract, facts) = (spelling.name("Contract"), spelling.name("Facts"));
    let (name, urn) = (literal::text(&manifest.name), literal::text(&manifest.urn));
    let of_package = "env!(\"CARGO_PKG_VERSION\")";
    let version = manifest.version.as_deref().map(literal::text);
    let version = version.unwrap_or_else(|| of_package.to_owned());
    let manifest = own("contract.toml");
    format!(
        "/// The contract that these types are of.\n\
         pub static CONTRACT: {contract} = {contract}::new({facts} {{\n    \
             name: {name},\n    \
             version: {version},\n    \
             package_version: {of_package},\n    \
             urn: {urn},\n    \
             default_type: {default},\n    \
             manifest: {manifest},\n    \
             openapi: {openapi},\n    \
             types: &[\n{documents}    ],\n    \
             sources: &[\n{sources}    ],\n    \
             outlines: OUTLINES,\n\
         }});\n"
    )
}

fn for_each_type(types: &[&String]) -> String {
    let types: Vec<String> = types.iter().map(|name| format!("$crate::{name}")).collect();
    format!(
        "/// Calls a macro with every document type: `for_each_type!(check)` is `check! {{ A, B, … }}`.\n\
         #[macro_export]\n\
         macro_rules! for_each_type {{\n    \
             ($then:ident) => {{\n        \
                 $then! {{ {} }}\n    \
             }};\n\
         }}\n",
        types.join(", ")
    )
}

/// What publishing copies, so that a review sees what a change does to Rust.
const SOURCE: &str = "
/// The text of this module.
#[doc(hidden)]
pub const SOURCE: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/types.rs\"));
";
