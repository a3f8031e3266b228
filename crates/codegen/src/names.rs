//! Rust names for the things that schemas name.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Names that no type can have: a keyword, and what `derive(JsonSchema)` calls by these names.
const RESERVED: &[&str] = &["None", "Self", "Some"];

/// The field of an open object that holds the members of other names.
pub(crate) const EXTRA: &str = "extra";

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

/// Whether no type may have the name.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// `wish` as the name of a Rust type: `HTTP2Frame` becomes `Http2Frame`.
pub(crate) fn type_name(wish: &str) -> String {
    let mut name = spaced(wish).to_upper_camel_case();
    // `A B` becomes `AB`, which becomes `Ab`. Only a name that stays as it is means the same to
    // everyone who makes names of names.
    loop {
        let again = name.to_upper_camel_case();
        if again == name {
            break;
        }
        name = again;
    }
    match name.chars().next() {
        None => "Unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("N{name}"),
        Some(_) => name,
    }
}

/// Names for the fields of one struct, in the order of `members`.
pub(crate) fn fields<'a>(members: impl Iterator<Item = &'a String>, open: bool) -> Vec<String> {
    let members: Vec<&String> = members.collect();
    let mut taken = BTreeSet::new();
    if open {
        taken.insert(EXTRA.to_owned());
    }
    let mut fields = vec![None; members.len()];
    // A member whose name is fit for a field comes before one whose name has to be bent.
    for bent in [false, true] {
        for (member, field) in members.iter().zip(&mut fields) {
            let base = field_name(member);
            if field.is_some() || (base != **member && !bent) {
                continue;
            }
            let mut name = base.clone();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = format!("{base}_{number}");
                number += 1;
            }
            *field = Some(name);
        }
    }
    fields.into_iter().flatten().collect()
}

/// `member` as the name of a field: `fileName` becomes `file_name`.
fn field_name(member: &str) -> String {
    let name = spaced(member).to_snake_case();
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("n{name}"),
        Some(_) => name,
    }
}

/// `wish` with a space for everything that is no part of a Rust name.
fn spaced(wish: &str) -> String {
    wish.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' }).collect()
}

/// `word` as the name of a variant.
pub(crate) fn variant_name(word: &str) -> String {
    match type_name(word) {
        name if name == "Self" => format!("{name}_"),
        name => name,
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
