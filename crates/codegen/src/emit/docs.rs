//! Documentation of generated items.

use syn::{Attribute, parse_quote};

use super::literal::is_directional;
use super::markdown;
use crate::names;
use crate::shape::{Definition, Kind};

/// What is said of a type: lines of documentation, and the attributes that go with them.
pub(super) struct Docs {
    lines: Vec<String>,
    alias: Option<String>,
    deprecated: bool,
}

impl Docs {
    /// Its description, further paragraphs, the schema it comes from, the name that the schema gives
    /// it, and whether it is deprecated.
    pub(super) fn of_type(definition: &Definition, paragraphs: &[String]) -> Self {
        let name = definition.schema_name.as_str();
        let described = definition.about.description.as_deref().map(markdown::harmless);
        let mut said = vec![described.unwrap_or_else(|| format!("A value of `{name}`."))];
        said.extend(paragraphs.iter().cloned());
        if !definition.about.examples.is_empty() && is_scalar(&definition.kind) {
            let examples = definition.about.examples.iter();
            let examples: Vec<String> = examples.map(|example| format!("`{example}`")).collect();
            said.push(format!("Examples: {}.", examples.join(", ")));
        }
        said.push(format!("Schema: `{}`.", definition.location));
        let is_word = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric());
        Self {
            lines: lines(&said.join("\n\n")),
            alias: (is_word && names::type_name(name) != name).then(|| name.to_owned()),
            deprecated: definition.about.deprecated,
        }
    }

    /// As text before an item.
    pub(super) fn text(&self) -> String {
        let mut text = comment(&self.lines);
        if let Some(alias) = &self.alias {
            text.push_str(&format!("#[doc(alias = {alias:?})]\n"));
        }
        if self.deprecated {
            text.push_str("#[deprecated]\n");
        }
        text
    }

    /// As attributes of an item.
    pub(super) fn attributes(&self) -> Vec<Attribute> {
        let mut attributes = attributes(&self.lines);
        if let Some(alias) = &self.alias {
            attributes.push(parse_quote!(#[doc(alias = #alias)]));
        }
        if self.deprecated {
            attributes.push(parse_quote!(#[deprecated]));
        }
        attributes
    }
}

/// The lines of `text`; a blank before each keeps rustdoc from reading its first word as an attribute.
pub(super) fn lines(text: &str) -> Vec<String> {
    let printable = printable(text);
    let lines: Vec<String> = printable.trim_end().lines().map(spaced).collect();
    if lines.is_empty() { vec![String::new()] } else { lines }
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// Lines of documentation as text.
pub(super) fn comment(lines: &[String]) -> String {
    lines.iter().map(|line| format!("///{line}\n")).collect()
}

/// Lines of documentation as attributes.
pub(super) fn attributes(lines: &[String]) -> Vec<Attribute> {
    lines.iter().map(|line| parse_quote!(#[doc = #line])).collect()
}

/// `text` without what Rust refuses in a comment: bare carriage returns, other controls, characters
/// that turn the direction of writing.
pub(super) fn printable(text: &str) -> String {
    let is_bad = |it: char| (it.is_control() && it != '\n' && it != '\t') || is_directional(it);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|it| if is_bad(it) { char::REPLACEMENT_CHARACTER } else { it }).collect()
}

fn is_scalar(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::Whole(_)
            | Kind::WrittenNumber(_)
    )
}
