//! Strings: the edges of a rule, and the many characters that a string can hold.

use std::collections::BTreeSet;

use serde_json::Value;

use super::pattern::Pattern;
use super::{Specimen, date_time};
use crate::error::Error;
use crate::node::{Node, escaped};
use crate::schema::{Schema, Shape, TextRule};

/// Strings as JSON writes them, by what is special about them.
const WRITTEN: &[(&str, &str)] = &[
    ("empty", r#""""#),
    ("space", r#"" ""#),
    ("unicode", "\"Größe 数 🦀\""),
    ("word-null", r#""null""#),
    ("escaped-letter", r#""\u0061""#),
    ("escaped-letter-in-capitals", r#""\u004A\u004a""#),
    ("every-short-escape", r#""\"\\\/\b\f\n\r\t""#),
    ("escaped-surrogate-pair", r#""\ud83e\udd80""#),
    ("last-code-point", r#""\udbff\udfff""#),
    ("escaped-nul", r#""a\u0000b""#),
    ("delete", "\"a\u{7f}b\""),
    ("c1-control", "\"a\u{85}b\""),
    ("line-and-paragraph-separators", "\"a\u{2028}\u{2029}b\""),
    ("no-break-space", "\"a\u{a0}b\""),
    ("zero-width-space", "\"a\u{200b}b\""),
    ("byte-order-mark-within", "\"a\u{feff}b\""),
    ("replacement-character", "\"\u{fffd}\""),
    ("noncharacter", "\"\u{ffff}\""),
    ("noncharacters-of-other-planes", "\"\u{fdd0}\u{fdef}\u{1fffe}\u{10fffe}\""),
    ("escaped-noncharacters", r#""\uffff\ufdd0\udbff\udffe""#),
    ("private-use", "\"\u{e000}\u{10fffd}\""),
    ("emoji-of-several-code-points", "\"\u{1f469}\u{200d}\u{1f4bb}\u{1f1e9}\u{1f1ea}\""),
    ("right-to-left", "\"\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}abc\u{202c}\""),
    ("composed", "\"\u{e9}\""),
    ("decomposed", "\"e\u{301}\""),
    ("markup", r#""<b>&amp;</b>""#),
    ("looks-like-json", r#""{\"a\": [1, 2]}""#),
    ("long", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""),
];

/// Letters that a rule for names admits, and a rule for digits or codes does not.
const LETTERS: &str = "Größe 数 🦀";

/// The strings that stand in every corpus for every string that has no rule.
const ESSENTIAL: &[&str] = &["empty", "unicode"];

pub(crate) fn specimens(
    rule: &TextRule<'_>,
    shape: &Shape<'_>,
    schema: &Schema<'_>,
) -> Result<Vec<Specimen>, Error> {
    let judge = Judge::of(rule, schema)?;
    let mut made = Vec::new();
    let is_free = *rule == TextRule::default();
    // Where letters are refused, the table would show the same refusal over and over.
    let table = if judge.faults(LETTERS).is_empty() { WRITTEN } else { &[] };
    for (what, written) in table {
        let specimen = judge.written(what, written);
        made.push(Specimen { essential: is_free && ESSENTIAL.contains(what), ..specimen });
    }
    for (index, example) in shape.examples.iter().filter_map(|it| it.as_str()).enumerate() {
        made.push(Specimen::accepted(format!("example-{index}"), Node::string(example)));
        let escaped = Node::raw(escaped(example));
        made.push(Specimen::accepted(format!("example-{index}-escaped"), escaped));
    }
    lengths(rule, &judge, &mut made);
    if let Some(pattern) = &judge.pattern
        && rule.format.is_none()
    {
        around(pattern, &judge, shape, &mut made);
    }
    if rule.format.is_some() {
        moments(&judge, &mut made);
    }
    Ok(made)
}

/// Strings that the rule accepts.
pub(crate) fn accepted(rule: &TextRule<'_>, schema: &Schema<'_>) -> Result<Vec<String>, Error> {
    let judge = Judge::of(rule, schema)?;
    let inside = judge.pattern.as_ref().map(Pattern::inside).unwrap_or_default();
    let inside = inside.into_iter().map(|(_, text)| text);
    Ok(inside.filter(|text| judge.faults(text).is_empty()).collect())
}

/// The keywords that a string, given as JSON writes it, is known to fail.
pub(crate) fn faults(
    rule: &TextRule<'_>,
    schema: &Schema<'_>,
    written: &str,
) -> Result<Vec<&'static str>, Error> {
    let text: String = serde_json::from_str(written).unwrap_or_default();
    let faults = Judge::of(rule, schema)?.faults(&text);
    Ok(faults.into_iter().filter(|it| *it != "format").collect())
}

/// Both sides of `minLength` and `maxLength`, in characters of one and of several units.
fn lengths(rule: &TextRule<'_>, judge: &Judge<'_>, made: &mut Vec<Specimen>) {
    let edges = [
        ("min-length-met", rule.min),
        ("min-length-undercut", rule.min.and_then(|min| min.checked_sub(1))),
        ("max-length-met", rule.max),
        ("max-length-exceeded", rule.max.map(|max| max + 1)),
    ];
    for (what, length) in edges.into_iter().filter_map(|(what, length)| Some((what, length?))) {
        let text = judge.of_length(length);
        made.push(judge.text(what, &text).essential());
        let units = [("beyond-the-bmp", "\u{1f980}"), ("with-combining-marks", "e\u{301}")];
        for (unit, characters) in units.into_iter().filter(|_| length > 0) {
            let text: String = characters.chars().cycle().take(length).collect();
            made.push(judge.text(&format!("{what}-{unit}"), &text));
        }
    }
}

/// Both sides of `pattern`; the first of each side at every place.
fn around(pattern: &Pattern, judge: &Judge<'_>, shape: &Shape<'_>, made: &mut Vec<Specimen>) {
    let inside = pattern.inside();
    let examples = shape.examples.iter().filter_map(|it| Value::as_str(it)).map(str::to_owned);
    let start = examples.min_by_key(String::len);
    let start = start.or_else(|| inside.first().map(|(_, text)| text.clone()));
    let near = start.map(|text| pattern.near(&text)).unwrap_or_default();
    let (mut matched, mut unmatched) = (false, false);
    let mut known = BTreeSet::new();
    for (what, text) in inside.into_iter().chain(near) {
        if !known.insert(text.clone()) {
            continue;
        }
        let seen = if pattern.matches(&text) { &mut matched } else { &mut unmatched };
        let essential = !std::mem::replace(seen, true);
        let specimen = judge.text(&format!("pattern-{what}"), &text);
        made.push(Specimen { essential, ..specimen });
    }
}

fn moments(judge: &Judge<'_>, made: &mut Vec<Specimen>) {
    for (what, text, is_moment) in date_time::TEXTS {
        let faults = judge.faults(text).into_iter().filter(|it| *it != "format");
        let format = (!is_moment).then_some("format");
        let specimen =
            Specimen::refused(format!("time-{what}"), Node::string(text), faults.chain(format));
        made.push(Specimen { essential: date_time::ESSENTIAL.contains(what), ..specimen });
    }
}

/// A rule that is ready to tell what a string breaks.
struct Judge<'a> {
    rule: &'a TextRule<'a>,
    pattern: Option<Pattern>,
}

impl<'a> Judge<'a> {
    fn of(rule: &'a TextRule<'_>, schema: &Schema<'_>) -> Result<Self, Error> {
        let pattern = rule.pattern.map(|it| Pattern::compile(it, schema)).transpose()?;
        Ok(Self { rule, pattern })
    }

    /// The keywords that a string fails which is no moment.
    fn faults(&self, text: &str) -> Vec<&'static str> {
        let length = text.chars().count();
        let fails = [
            ("minLength", self.rule.min.is_some_and(|min| length < min)),
            ("maxLength", self.rule.max.is_some_and(|max| length > max)),
            ("pattern", self.pattern.as_ref().is_some_and(|it| !it.matches(text))),
            ("format", self.rule.format.is_some()),
        ];
        fails.into_iter().filter(|(_, fails)| *fails).map(|(keyword, _)| keyword).collect()
    }

    fn text(&self, what: &str, text: &str) -> Specimen {
        Specimen::refused(what, Node::string(text), self.faults(text))
    }

    fn written(&self, what: &str, written: &str) -> Specimen {
        let text: String = serde_json::from_str(written).unwrap_or_default();
        Specimen::refused(what, Node::raw(written), self.faults(&text))
    }

    /// A string of so many characters, if possible one that the pattern matches.
    fn of_length(&self, length: usize) -> String {
        let plain = "x".repeat(length);
        let Some(pattern) = &self.pattern else { return plain };
        // What the pattern of a moment matches may be a moment.
        if pattern.matches(&plain) || self.rule.format.is_some() {
            return plain;
        }
        let resized = pattern.inside().into_iter().map(|(_, text)| {
            let last = text.chars().last().unwrap_or('x');
            text.chars().chain(std::iter::repeat(last)).take(length).collect::<String>()
        });
        resized.into_iter().find(|it| pattern.matches(it)).unwrap_or(plain)
    }
}
