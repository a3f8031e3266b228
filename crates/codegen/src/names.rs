//! Rust names for the things that schemas name.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Names that no type can have: a keyword, and what `derive(JsonSchema)` calls by these names.
const RESERVED: &[&str] = &["None", "Self", "Some"];

/// The field of an open object that holds the members of other names.
pub(crate) const EXTRA: &str = "extra";

/// As long as a name is that anybody likes to read.
const READABLE: usize = 60;

/// Hands out type names, each once.
#[derive(Debug)]
pub(crate) struct Names {
    taken: BTreeSet<String>,
    longest: usize,
}

impl Names {
    pub(crate) fn new() -> Self {
        let taken = RESERVED.iter().map(|name| (*name).to_owned()).collect();
        Self { taken, longest: usize::MAX }
    }

    /// Names that are cut where they would be too long to read.
    pub(crate) fn readable() -> Self {
        Self { longest: READABLE, ..Self::new() }
    }

    /// A name made of `wish` that nothing else has.
    pub(crate) fn claim(&mut self, wish: &str) -> String {
        let base = ending(&type_name(wish), self.longest).to_owned();
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

/// The last words of a name, as many as are no longer than `most`: they say what it is, and those before
/// them where it stands.
fn ending(name: &str, most: usize) -> &str {
    let begins = name.char_indices().filter(|(_, it)| it.is_ascii_uppercase());
    let mut rests = begins.map(|(at, _)| &name[at..]);
    match name.len() <= most {
        true => name,
        false => rests.find(|rest| rest.len() <= most).unwrap_or(name),
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

/// Names for the variants of one enumeration, in the order of `words`, which differ.
pub(crate) fn variants(words: &[String]) -> Vec<String> {
    if are_distinct(words.iter()) {
        return words.iter().map(|word| variant_name(word)).collect();
    }
    let mut seen = BTreeMap::new();
    for word in words {
        *seen.entry(type_name(word)).or_insert(0) += 1;
    }
    let mut names = Names::new();
    let is_spoken = |word: &String| {
        let starts = word.starts_with(|it: char| it.is_ascii_alphanumeric());
        starts && seen.get(&type_name(word)) == Some(&1)
    };
    // What letters alone tell apart keeps its name, whatever else there is.
    let mut spoken: Vec<Option<String>> =
        words.iter().map(|word| is_spoken(word).then(|| names.claim(word))).collect();
    for (word, name) in words.iter().zip(&mut spoken) {
        name.get_or_insert_with(|| names.claim(&spelled_out(word)));
    }
    spoken.into_iter().flatten().collect()
}

/// A word with the names of its marks: `<=` is `less equals`.
fn spelled_out(word: &str) -> String {
    if word.is_empty() {
        return "empty".to_owned();
    }
    let mark = |it: char| match MARKS.iter().find(|(mark, _)| *mark == it) {
        Some((_, name)) => format!(" {name} "),
        None if it.is_ascii_alphanumeric() => it.to_string(),
        None if it.is_alphanumeric() => format!(" u {:x} ", u32::from(it)),
        None => " ".to_owned(),
    };
    word.chars().map(mark).collect()
}

/// What marks are called.
const MARKS: [(char, &str); 30] = [
    ('!', "not"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "star"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equals"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "left"),
    ('\\', "backslash"),
    (']', "right"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('|', "or"),
    ('~', "tilde"),
];

/// `word` as the name of a variant.
fn variant_name(word: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::{Names, variants};

    #[test]
    fn words_are_told_apart_by_their_letters_and_then_by_their_marks() {
        let of =
            |words: &[&str]| variants(&words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["tools/call", "tools/list"]), ["ToolsCall", "ToolsList"]);
        assert_eq!(of(&["<", "<=", "=", ""]), ["Less", "LessEquals", "Equals", "Empty"]);
        assert_eq!(of(&["2.0", "20", "a"]), ["N2dot0", "N20", "A"]);
        assert_eq!(of(&["a-b", "a_b", "c"]), ["AMinusB", "AUnderscoreB", "C"]);
        assert_eq!(of(&["a", "A"]), ["A", "A2"]);
        assert_eq!(of(&["ä", "ö"]), ["Ue4", "Uf6"]);
        assert_eq!(of(&["self", "none"]), ["Self_", "None"]);
    }

    #[test]
    fn a_name_is_cut_between_words_where_it_is_too_long_to_read() {
        let mut names = Names::readable();
        let long =
            "Connector Metadata Inbound Endpoints Item Management Groups Management Group Actions";
        let cut = "InboundEndpointsItemManagementGroupsManagementGroupActions";
        assert_eq!(names.claim(long), cut);
        assert_eq!(names.claim(long), format!("{cut}2"));
        assert_eq!(names.claim(&"a".repeat(80)).len(), 80, "one word is not cut");
        assert_eq!(Names::new().claim(long).len(), long.replace(' ', "").len());
    }
}
