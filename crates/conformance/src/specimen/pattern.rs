//! Strings at the edges of a pattern: on the inner side made from its parts, on the other side by
//! changing a little what it matches.

use std::collections::BTreeSet;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::word::other_case;
use crate::error::Error;
use crate::schema::Schema;

/// A pattern, and the parts that it is made of.
pub(super) struct Pattern {
    regex: Regex,
    parts: Hir,
}

/// Which of the strings that a pattern matches.
#[derive(Clone, Copy)]
struct Pick {
    /// Repetitions as often as allowed, not as seldom.
    most: bool,
    /// Which edge of the ranges of a character class.
    edge: usize,
    /// Which branch of an alternation.
    branch: usize,
}

const PLAIN: Pick = Pick { most: false, edge: 0, branch: 0 };

/// How many more than needed stand for a repetition without an end.
const WITHOUT_END: u32 = 3;
/// How many branches and edges are tried, one after the other.
const TRIED: usize = 6;

impl Pattern {
    pub(super) fn compile(pattern: &str, schema: &Schema<'_>) -> Result<Self, Error> {
        let why = || schema.error("`pattern` is no regular expression that every language reads");
        let translated = exact_schema_pattern::translate(pattern).map_err(|_| why())?;
        let regex = Regex::new(&translated).map_err(|_| why())?;
        let parts = regex_syntax::parse(&translated).map_err(|_| why())?;
        Ok(Self { regex, parts })
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Strings that it matches, each once, with what is special about them.
    pub(super) fn inside(&self) -> Vec<(String, String)> {
        let mut picks = vec![
            ("shortest".to_owned(), PLAIN),
            ("longest".to_owned(), Pick { most: true, ..PLAIN }),
            ("longest-of-last-characters".to_owned(), Pick { most: true, edge: 1, ..PLAIN }),
        ];
        picks.extend((1..TRIED).map(|at| (format!("branch-{at}"), Pick { branch: at, ..PLAIN })));
        picks.extend(
            (1..TRIED).map(|at| (format!("edge-{at}"), Pick { edge: at, most: true, branch: at })),
        );
        let mut known = BTreeSet::new();
        let made = picks.into_iter().map(|(what, pick)| (what, Writer::of(pick).text(&self.parts)));
        made.filter(|(_, text)| self.matches(text) && known.insert(text.clone())).collect()
    }

    /// Strings near to `text` and to what it matches, matched or not.
    pub(super) fn near(&self, text: &str) -> Vec<(String, String)> {
        let mut near: Vec<(String, String)> =
            changed(text).into_iter().map(|(what, text)| (what.to_owned(), text)).collect();
        near.extend(self.other_counts());
        near.extend(self.other_characters());
        near
    }

    /// Each repetition as seldom and as often as allowed, and once less and more.
    fn other_counts(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut writer = Writer::of(PLAIN);
        writer.write(&self.parts);
        for (at, (min, max)) in writer.repetitions.iter().enumerate() {
            let counts = [
                ("least", Some(*min)),
                ("too-few", min.checked_sub(1)),
                ("most", *max),
                ("too-many", max.map(|max| max + 1)),
            ];
            for (what, count) in counts.into_iter().filter_map(|(what, count)| Some((what, count?)))
            {
                let writer = Writer { count: Some((at, count)), ..Writer::of(PLAIN) };
                found.push((format!("count-{}-{what}", at + 1), writer.text(&self.parts)));
            }
        }
        found
    }

    /// Each class of characters with the edges of its ranges, and the characters next to them.
    fn other_characters(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut known: Vec<&Class> = Vec::new();
        for branch in 0..TRIED {
            let pick = Pick { most: true, branch, ..PLAIN };
            let mut writer = Writer::of(pick);
            writer.write(&self.parts);
            for class in writer.classes {
                if known.contains(&class) {
                    continue;
                }
                known.push(class);
                for character in around(class) {
                    let what = format!("class-{}-u{:04x}", known.len(), u32::from(character));
                    let writer = Writer { character: Some((class, character)), ..Writer::of(pick) };
                    found.push((what, writer.text(&self.parts)));
                }
            }
        }
        found
    }
}

/// Writes a string that a pattern matches, or one that differs from it in one place.
struct Writer<'a> {
    pick: Pick,
    text: String,
    /// The bounds of the repetitions on the way.
    repetitions: Vec<(u32, Option<u32>)>,
    /// The classes of characters on the way.
    classes: Vec<&'a Class>,
    /// How often the repetition at this position is written.
    count: Option<(usize, u32)>,
    /// What the first character of this class is.
    character: Option<(&'a Class, char)>,
}

impl<'a> Writer<'a> {
    fn of(pick: Pick) -> Self {
        let (repetitions, classes) = (Vec::new(), Vec::new());
        Self { pick, text: String::new(), repetitions, classes, count: None, character: None }
    }

    fn text(mut self, part: &'a Hir) -> String {
        self.write(part);
        self.text
    }

    fn write(&mut self, part: &'a Hir) {
        match part.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => self.character(class),
            HirKind::Repetition(repetition) => {
                let (min, max) = (repetition.min, repetition.max);
                let own = if self.pick.most { max.unwrap_or(min + WITHOUT_END) } else { min };
                let at = self.repetitions.len();
                let count = self.count.filter(|(other, _)| *other == at).map_or(own, |it| it.1);
                self.repetitions.push((min, max));
                (0..count).for_each(|_| self.write(&repetition.sub));
            }
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part)),
            HirKind::Alternation(branches) => {
                if let Some(branch) = branches.get(self.pick.branch % branches.len().max(1)) {
                    self.write(branch);
                }
            }
        }
    }

    fn character(&mut self, class: &'a Class) {
        self.classes.push(class);
        match self.character.take_if(|(other, _)| *other == class) {
            Some((_, character)) => self.text.push(character),
            None => {
                let edges = edges_of(class);
                self.text.extend(edges.get(self.pick.edge % edges.len().max(1)));
            }
        }
    }
}

/// The first and the last character of each range.
fn edges_of(class: &Class) -> Vec<char> {
    match class {
        Class::Unicode(class) => {
            class.ranges().iter().flat_map(|range| [range.start(), range.end()]).collect()
        }
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .flat_map(|range| [char::from(range.start()), char::from(range.end())])
            .collect(),
    }
}

/// The edges of a class, and the characters next to them.
fn around(class: &Class) -> BTreeSet<char> {
    let ranges = edges_of(class);
    let around = ranges.chunks(2).flat_map(|range| match range {
        [first, last] => [before(*first), Some(*first), Some(*last), after(*last)],
        _ => [None; 4],
    });
    around.flatten().collect()
}

fn before(character: char) -> Option<char> {
    u32::from(character).checked_sub(1).and_then(char::from_u32)
}

fn after(character: char) -> Option<char> {
    char::from_u32(u32::from(character) + 1)
}

/// Ways to change a string a little, the most telling first.
fn changed(text: &str) -> [(&'static str, String); 20] {
    let characters: Vec<char> = text.chars().collect();
    let last = characters.last().copied().unwrap_or('x');
    let but_last: String = characters.iter().take(characters.len().saturating_sub(1)).collect();
    let but_first: String = characters.iter().skip(1).collect();
    [
        ("line-break-behind", format!("{text}\n")),
        ("in-the-other-case", other_case(text)),
        ("empty", String::new()),
        ("without-the-first-character", but_first),
        ("without-the-last-character", but_last),
        ("last-character-twice", format!("{text}{last}")),
        ("line-break-in-front", format!("\n{text}")),
        ("second-line-that-matches", format!("x\n{text}")),
        ("space-in-front", format!(" {text}")),
        ("space-behind", format!("{text} ")),
        ("no-break-space-behind", format!("{text}\u{a0}")),
        ("zero-width-space-behind", format!("{text}\u{200b}")),
        ("byte-order-mark-in-front", format!("\u{feff}{text}")),
        ("nul-behind", format!("{text}\0")),
        ("combining-mark-behind", format!("{text}\u{301}")),
        ("beyond-the-bmp-behind", format!("{text}\u{1f980}")),
        ("full-width-digits", text.chars().map(|it| digit(it, '\u{ff10}')).collect()),
        ("arabic-indic-digits", text.chars().map(|it| digit(it, '\u{660}')).collect()),
        ("cyrillic-letters", text.chars().map(cyrillic).collect()),
        ("long-s-and-kelvin-sign", text.chars().map(folding).collect()),
    ]
}

/// The digit of the script whose zero is `zero`.
fn digit(character: char, zero: char) -> char {
    let value = character.to_digit(10).and_then(|value| char::from_u32(u32::from(zero) + value));
    value.unwrap_or(character)
}

/// The Cyrillic letter that looks the same.
fn cyrillic(character: char) -> char {
    match character {
        'a' => '\u{430}',
        'c' => '\u{441}',
        'e' => '\u{435}',
        'o' => '\u{43e}',
        'A' => '\u{410}',
        'C' => '\u{421}',
        'E' => '\u{415}',
        'P' => '\u{420}',
        other => other,
    }
}

/// The letter that is the same where case is folded.
fn folding(character: char) -> char {
    match character {
        's' | 'S' => '\u{17f}',
        'k' | 'K' => '\u{212a}',
        other => other,
    }
}
