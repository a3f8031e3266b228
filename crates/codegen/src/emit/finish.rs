//! Finishes what typify writes: structures in our order and with our documentation, and beside each the
//! lines that name its parts. typify's own conversions go: exact ones come with the parts.

use std::collections::BTreeMap;

use syn::{File, Item};

use super::spelling::Spelling;
use super::{defaults, enumeration, object, printed};
use crate::names::{self, Names};
use crate::refusal::Refusals;
use crate::shape::{Definitions, Kind};

/// What became of the structures of typify.
pub(super) struct Finished {
    /// The text of each type, by its name.
    pub(super) types: BTreeMap<String, String>,
    /// The builder of each object, by the name of the object.
    pub(super) builders: BTreeMap<String, String>,
    /// The module of defaults; empty where there are none.
    pub(super) defaults: String,
}

pub(super) fn finish(
    file: File,
    definitions: &Definitions,
    spelling: &Spelling,
) -> Result<Finished, Refusals> {
    let mut names = Names::new();
    definitions.keys().for_each(|name| drop(names.claim(name)));
    let mut finished =
        Finished { types: BTreeMap::new(), builders: BTreeMap::new(), defaults: String::new() };
    for item in file.items {
        match item {
            Item::Struct(mut item) => {
                let name = item.ident.to_string();
                let Some(definition) = definitions.get(&name) else { continue };
                if let Kind::Object(shape) = &definition.kind {
                    let builder = names.claim(&format!("{name}Builder"));
                    object::finish(&mut item, definition, shape, spelling);
                    let parts = object::parts(&item, shape, &builder, definitions, spelling);
                    let text = format!("{}\n{parts}", printed(Item::Struct(item), spelling));
                    finished.types.insert(name.clone(), text);
                    finished.builders.insert(name, builder);
                }
            }
            Item::Enum(mut item) => {
                let name = item.ident.to_string();
                let Some(definition) = definitions.get(&name) else { continue };
                if let Kind::Enumeration(words) = &definition.kind {
                    let parts = enumeration::parts(&item, definition, words);
                    enumeration::finish(&mut item, definition, words);
                    let text = format!("{}\n{parts}", printed(Item::Enum(item), spelling));
                    finished.types.insert(name, text);
                }
            }
            Item::Mod(mut module) if module.ident == "defaults" => {
                defaults::finish(&mut module, spelling);
                finished.defaults = printed(Item::Mod(module), spelling);
            }
            _ => {}
        }
    }
    let is_structure = |kind: &Kind| match kind {
        Kind::Enumeration(words) => names::are_distinct(words.iter()),
        kind => matches!(kind, Kind::Object(_)),
    };
    let mut structures = definitions.iter().filter(|(_, it)| is_structure(&it.kind));
    match structures.find(|(name, _)| !finished.types.contains_key(*name)) {
        Some((name, _)) => Err(super::defect(&format!("typify: it has not written {name}"))),
        None => Ok(finished),
    }
}
