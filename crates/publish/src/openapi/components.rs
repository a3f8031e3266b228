//! The schemas of the contract as components: `Name` as emitted, `NameInput` as accepted where that
//! differs.

use std::collections::{BTreeMap, BTreeSet};

use exact_schema_runtime::{Contract, Direction, DocumentType};
use exact_schema_schema::subschema;
use serde_json::{Map, Value, json};

use super::component;
use crate::error::Error;
use crate::schema;

/// Where schemars points to a definition.
const DEFINITION: &str = "#/$defs/";

/// Every schema of the contract, by the name of its component.
pub(super) fn schemas(contract: &Contract) -> Result<Map<String, Value>, Error> {
    let emitted = definitions(contract, Direction::Emit)?;
    let accepted = definitions(contract, Direction::Accept)?;
    let differing = differing(&accepted, &emitted);
    let input = |name: &str| {
        if differing.contains(name) { input_name(name) } else { name.to_owned() }
    };
    let emitted = emitted.into_iter().map(|(name, schema)| {
        let component = as_component(schema, &name, &str::to_owned);
        (name, component)
    });
    let accepted = accepted.into_iter().filter(|(name, _)| differing.contains(name));
    let accepted = accepted.map(|(name, schema)| {
        let name = input_name(&name);
        let component = as_component(schema, &name, &input);
        (name, component)
    });
    Ok(emitted.chain(accepted).collect())
}

/// The component of what is accepted for a type, where it differs from what is emitted.
fn input_name(title: &str) -> String {
    format!("{title}Input")
}

/// The schemas of all types and of their definitions, by name. A type is described best by its own
/// document, which has its title.
fn definitions(
    contract: &Contract,
    direction: Direction,
) -> Result<BTreeMap<String, Value>, Error> {
    let mut definitions = BTreeMap::new();
    for kind in contract.types() {
        let mut schema = schema::described(*kind, direction)?;
        if let Value::Object(keywords) = &mut schema {
            keywords.shift_remove("$schema");
            if let Some(Value::Object(own)) = keywords.shift_remove("$defs") {
                for (name, definition) in own {
                    definitions.entry(name).or_insert(definition);
                }
            }
            discriminate(keywords, *kind);
        }
        // Within the document of a type, `#` is the type.
        subschema::change(&mut schema, &mut |keywords| {
            if keywords.get("$ref").is_some_and(|it| it == "#") {
                keywords.insert("$ref".to_owned(), format!("{DEFINITION}{}", kind.title()).into());
            }
        });
        definitions.insert(kind.title().to_owned(), schema);
    }
    Ok(definitions)
}

/// Tells generators of clients how the branches of a union are told apart. What stands beside the
/// branches says nothing that each of them does not say, and misleads: generators make an object of it
/// that has the tag alone, and linters find every other member of an example to be too much.
fn discriminate(keywords: &mut Map<String, Value>, kind: DocumentType) {
    if let Some(tag) = kind.tag() {
        for beside in ["type", "properties", "required"] {
            keywords.shift_remove(beside);
        }
        let branches = tag.branches.iter();
        let mapping: Map<String, Value> = branches
            .map(|(value, title)| ((*value).to_owned(), format!("{DEFINITION}{title}").into()))
            .collect();
        let discriminator = json!({ "propertyName": tag.member, "mapping": mapping });
        keywords.insert("discriminator".to_owned(), discriminator);
    }
}

/// The names whose two schemas differ, in themselves or in what they refer to.
fn differing(
    accepted: &BTreeMap<String, Value>,
    emitted: &BTreeMap<String, Value>,
) -> BTreeSet<String> {
    let mut differing: BTreeSet<String> = accepted
        .iter()
        .filter(|(name, schema)| emitted.get(*name) != Some(schema))
        .map(|(name, _)| name.clone())
        .collect();
    loop {
        let refers = |schema: &Value| {
            let mut refers = false;
            subschema::visit(schema, &mut |keywords| {
                let target = keywords.get("$ref").and_then(Value::as_str);
                let target = target.and_then(|it| it.strip_prefix(DEFINITION));
                refers |= target.is_some_and(|target| differing.contains(target));
            });
            refers
        };
        let more: Vec<String> = accepted
            .iter()
            .filter(|(name, schema)| !differing.contains(*name) && refers(schema))
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            return differing;
        }
        differing.extend(more);
    }
}

/// The schema of a type with a title of its own, pointing to components in place of definitions.
fn as_component(mut schema: Value, name: &str, rename: &dyn Fn(&str) -> String) -> Value {
    if let Value::Object(keywords) = &mut schema
        && keywords.contains_key("title")
    {
        keywords.insert("title".to_owned(), name.into());
    }
    let point = |value: &mut Value| {
        if let Some(name) = value.as_str().and_then(|it| it.strip_prefix(DEFINITION)) {
            *value = component(&rename(name)).into();
        }
    };
    subschema::change(&mut schema, &mut |keywords| {
        if let Some(reference) = keywords.get_mut("$ref") {
            point(reference);
        }
        let discriminator = keywords.get_mut("discriminator");
        let mapping = discriminator.and_then(|it| it.get_mut("mapping")?.as_object_mut());
        mapping.into_iter().flatten().for_each(|(_, target)| point(target));
    });
    schema
}
