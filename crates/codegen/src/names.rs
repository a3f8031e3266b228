//! Rust names for the things that schemas name.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

/// Names that generated code uses itself.
const RESERVED: &[&str] = &["JsonObject", "JsonValue", "Members", "Self"];

/// Hands out type names, each once.
#[derive(Debug)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    pub(crate) fn new() -> Self {
        Self { taken: RESERVED.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// A name made of `wish` that nothing else has.
    pub(crate) fn claim(&mut self, wish: &str) -> String {
        let base = type_name(wish);
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}{number}");
            number += 1;
        }
        name
    }

    /// Gives a name back that turned out not to be needed.
    pub(crate) fn release(&mut self, name: &str) {
        self.taken.remove(name);
    }
}

/// `wish` as the name of a Rust type: `SOC2Bundle` becomes `Soc2Bundle`.
pub(crate) fn type_name(wish: &str) -> String {
    let words: String =
        wish.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' }).collect();
    let name = words.to_upper_camel_case();
    match name.chars().next() {
        None => "Unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("N{name}"),
        Some(_) => name,
    }
}

/// Whether every name of `names` has letters of its own, so that Rust names made of them differ.
pub(crate) fn are_distinct<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    names.into_iter().all(|name| {
        let letters = name.chars().all(|it| it.is_ascii_alphanumeric() || "_-. ".contains(it));
        let starts = name.starts_with(|it: char| it.is_ascii_alphabetic());
        letters && starts && seen.insert(type_name(name))
    })
}
