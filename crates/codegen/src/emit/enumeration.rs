//! Enumerations of strings, as typify writes them, and what they have.

use serde_json::json;
use syn::{ItemEnum, Variant, parse_quote};

use super::docs::{self, Docs};
use super::{annotated, literal, object};
use crate::names;
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

/// An enumeration of words whose letters alone do not tell them apart, for which typify has no names.
pub(super) fn spelled_out(definition: &Definition, name: &str, words: &[String]) -> String {
    let docs = Docs::of_type(definition, &[]).text();
    let only = words.len() == 1;
    let names = names::variants(words);
    let mut variants = String::new();
    for (variant, word) in names.iter().zip(words) {
        for line in docs::lines(&code(word)) {
            variants.push_str(&format!("    ///{line}\n"));
        }
        variants.push_str(if only { "    #[default]\n" } else { "" });
        variants.push_str(&format!("    {variant},\n"));
    }
    let derived = if only { "#[derive(Default)]\n" } else { "" };
    let named: Vec<(String, String)> = names.into_iter().zip(words.iter().cloned()).collect();
    let parts = parts_of(name, definition, words, &named);
    format!(
        "{docs}\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         {derived}pub enum {name} {{\n{variants}}}\n\n\
         {parts}"
    )
}

/// A word as code, whatever marks it has.
fn code(word: &str) -> String {
    let fence = "`".repeat(1 + word.matches('`').count());
    let line = word.replace(['\n', '\r'], " ");
    match line.trim().is_empty() || word.contains('`') {
        true => format!("{fence} {line} {fence}"),
        false => format!("`{line}`"),
    }
}

/// What an enumeration has. `item` is as typify wrote it.
pub(super) fn parts(item: &ItemEnum, definition: &Definition, words: &[String]) -> String {
    let named = |variant: &Variant| (variant.ident.to_string(), word(variant));
    let named: Vec<(String, String)> = item.variants.iter().map(named).collect();
    parts_of(&item.ident.to_string(), definition, words, &named)
}

fn parts_of(
    name: &str,
    definition: &Definition,
    words: &[String],
    named: &[(String, String)],
) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let (expected, constraint) = match (words, quoted.as_slice()) {
        ([only], [quoted]) => (quoted.clone(), json!({ "type": "string", "const": only })),
        _ => (format!("one of {}", quoted.join(", ")), json!({ "type": "string", "enum": words })),
    };
    let variants: Vec<String> = named
        .iter()
        .map(|(variant, word)| format!("{variant} = {}", literal::text(word)))
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
