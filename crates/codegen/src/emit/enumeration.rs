//! Enumerations of strings, as typify writes them, and what they have.

use serde_json::json;
use syn::{ItemEnum, Variant, parse_quote};

use super::docs::{self, Docs};
use super::{annotated, literal, object};
use crate::shape::Definition;

/// Finishes what typify wrote: its documentation, and derives. serde's own derive would also take
/// `{"word": null}` for a word, and typify's conversions say only that a value is invalid; ours say
/// what is valid.
pub(super) fn finish(item: &mut ItemEnum, definition: &Definition, words: &[String]) {
    let only = words.len() == 1;
    item.attrs = Docs::of_type(definition, &[]).attributes();
    item.attrs.push(parse_quote!(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    ));
    if only {
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
    for variant in &mut item.variants {
        variant.attrs = docs::attributes(&docs::lines(&format!("`{}`", word(variant))));
        if only {
            variant.attrs.push(parse_quote!(#[default]));
        }
    }
}

/// What an enumeration has. `item` is as typify wrote it.
pub(super) fn parts(item: &ItemEnum, definition: &Definition, words: &[String]) -> String {
    let name = &item.ident;
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let (expected, constraint) = match (words, quoted.as_slice()) {
        ([only], [quoted]) => (quoted.clone(), json!({ "type": "string", "const": only })),
        _ => (format!("one of {}", quoted.join(", ")), json!({ "type": "string", "enum": words })),
    };
    let variants = item.variants.iter();
    let variants: Vec<String> = variants
        .map(|variant| format!("{} = {}", variant.ident, literal::text(&word(variant))))
        .collect();
    let title = literal::text(&definition.schema_name);
    let (expected, variants) = (literal::text(&expected), variants.join(", "));
    let schema = literal::json(&annotated(definition, constraint));
    format!(
        "word_type! {{\n    \
             {name}({title}),\n    \
             expected: {expected},\n    \
             words: {{ {variants} }},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

/// The string that a variant stands for.
fn word(variant: &Variant) -> String {
    object::renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string())
}
