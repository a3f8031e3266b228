//! Documentation of generated items.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names;
use crate::shape::{Definition, Kind};

/// The attributes that document a type: its description, further paragraphs, the schema it comes
/// from, the name that the schema gives it, and whether it is deprecated.
pub(super) fn of_type(definition: &Definition, paragraphs: &[String]) -> TokenStream {
    let name = definition.schema_name.as_str();
    let mut lines = vec![
        definition.about.description.clone().unwrap_or_else(|| format!("A value of `{name}`.")),
    ];
    lines.extend(paragraphs.iter().cloned());
    if !definition.about.examples.is_empty() && is_scalar(&definition.kind) {
        let examples: Vec<String> =
            definition.about.examples.iter().map(|example| format!("`{example}`")).collect();
        lines.push(format!("Examples: {}.", examples.join(", ")));
    }
    lines.push(format!("Schema: `{}`.", definition.location));
    let docs = paragraphs_of(&lines.join("\n\n"));
    let is_word = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric());
    let alias = (is_word && names::type_name(name) != name).then(|| quote!(#[doc(alias = #name)]));
    let deprecated = definition.about.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #alias #deprecated)
}

/// `text` as documentation; a blank keeps rustdoc from reading the first word as an attribute.
pub(super) fn paragraphs_of(text: &str) -> TokenStream {
    let text: String = printable(text).lines().map(|line| format!(" {line}\n")).collect();
    let text = text.trim_end();
    quote!(#[doc = #text])
}

/// `text` without what Rust refuses in a comment: bare carriage returns, other controls, characters
/// that turn the direction of writing.
pub(super) fn printable(text: &str) -> String {
    let is_bad = |it: char| {
        (it.is_control() && it != '\n' && it != '\t')
            || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|it| if is_bad(it) { char::REPLACEMENT_CHARACTER } else { it }).collect()
}

fn is_scalar(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer(_) | Kind::Number(_) | Kind::Text(_))
}
