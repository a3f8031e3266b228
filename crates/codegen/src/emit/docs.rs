//! Documentation of generated items.

use proc_macro2::TokenStream;
use quote::quote;

use crate::names;
use crate::shape::{Definition, Kind};

/// The attributes that document a type: its description, further paragraphs, the schema it comes
/// from, the name that the schema gives it, and whether it is deprecated.
pub(super) fn of_type(definition: &Definition, paragraphs: &[String]) -> TokenStream {
    let name = definition.schema_name.as_deref().unwrap_or("Root");
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
    let is_word = name.chars().all(|it| it.is_ascii_alphanumeric());
    let alias = (is_word && names::type_name(name) != name).then(|| quote!(#[doc(alias = #name)]));
    let deprecated = definition.about.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #alias #deprecated)
}

/// `text` as documentation; a blank keeps rustdoc from reading the first word as an attribute.
pub(super) fn paragraphs_of(text: &str) -> TokenStream {
    let text: String = text.lines().map(|line| format!(" {line}\n")).collect();
    let text = text.trim_end();
    quote!(#[doc = #text])
}

fn is_scalar(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer(_) | Kind::Number(_) | Kind::Text(_))
}
