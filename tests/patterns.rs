//! No pattern of the contract can be made to backtrack, in whatever engine a reader has.
//!
//! The library matches patterns with tables, and explains rejections with an engine that takes linear
//! time. Readers in other languages have engines that try one way after the other, and some patterns
//! make those take forever. That happens exactly where a text can be read in ever more ways as it
//! grows; here it is shown, pattern by pattern, that none can: in the automaton of the pattern no
//! two different ways lead around the same loop (the number of ways would be exponential), and none
//! leads from one loop to another over the same text (it would be a power of the length).

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::{BTreeMap, BTreeSet};

use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{AssertionKind, Ast, Repetition, RepetitionKind, RepetitionRange};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};
use serde_json::Value;

/// The automaton of Glushkov: a state for each character of the pattern.
#[derive(Default)]
struct Automaton {
    classes: Vec<ClassUnicode>,
    /// Pairs that follow each other, as often as the pattern says so.
    follow: Vec<(usize, usize)>,
    /// A repetition without end of what may be empty.
    repeats_nothing: bool,
}

/// A part of a pattern: where it begins and ends, and whether it may be empty.
#[derive(Clone, Default)]
struct Part {
    first: Vec<usize>,
    last: Vec<usize>,
    empty: bool,
}

/// What stands for the ends of a text.
const ENDS: [AssertionKind; 4] = [
    AssertionKind::StartLine,
    AssertionKind::EndLine,
    AssertionKind::StartText,
    AssertionKind::EndText,
];

fn nothing() -> Part {
    Part { empty: true, ..Part::default() }
}

fn class(hir: &Hir) -> Option<ClassUnicode> {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => Some(class.clone()),
        HirKind::Literal(literal) => {
            let character = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(ClassUnicode::new([ClassUnicodeRange::new(character, character)]))
        }
        _ => None,
    }
}

impl Automaton {
    fn of(pattern: &str) -> Result<Self, String> {
        let translated = jsonschema_regex::to_rust_regex(pattern).map_err(|()| "malformed")?;
        // The expression as it stands: a simplified one may have lost what makes others backtrack.
        let parsed = Parser::new().parse(&translated).map_err(|error| error.to_string())?;
        let mut automaton = Self::default();
        automaton.part(&translated, &parsed)?;
        Ok(automaton)
    }

    fn part(&mut self, pattern: &str, ast: &Ast) -> Result<Part, String> {
        match ast {
            Ast::Empty(_) => Ok(nothing()),
            Ast::Assertion(assertion) if ENDS.contains(&assertion.kind) => Ok(nothing()),
            Ast::Literal(_) | Ast::ClassBracketed(_) => {
                let hir = Translator::new().translate(pattern, ast);
                let hir = hir.map_err(|error| error.to_string())?;
                Ok(self.character(class(&hir).ok_or("a class of no characters")?))
            }
            Ast::Group(group) => self.part(pattern, &group.ast),
            Ast::Concat(concat) => concat.asts.iter().try_fold(nothing(), |before, part| {
                let next = self.part(pattern, part)?;
                Ok(self.then(before, next))
            }),
            Ast::Alternation(alternation) => {
                alternation.asts.iter().try_fold(Part::default(), |mut whole, part| {
                    let part = self.part(pattern, part)?;
                    whole.first.extend(part.first);
                    whole.last.extend(part.last);
                    whole.empty |= part.empty;
                    Ok(whole)
                })
            }
            Ast::Repetition(repetition) => self.repeated(pattern, repetition),
            other => Err(format!("{other:?} is not for this contract")),
        }
    }

    fn character(&mut self, class: ClassUnicode) -> Part {
        self.classes.push(class);
        let state = self.classes.len() - 1;
        Part { first: vec![state], last: vec![state], empty: false }
    }

    fn then(&mut self, before: Part, next: Part) -> Part {
        self.connect(&before.last, &next.first);
        let mut whole = Part { empty: before.empty && next.empty, ..before };
        if whole.first.is_empty() || before.empty {
            whole.first.extend(&next.first);
        }
        if !next.empty {
            whole.last.clear();
        }
        whole.last.extend(next.last);
        whole
    }

    fn connect(&mut self, from: &[usize], to: &[usize]) {
        self.follow.extend(from.iter().flat_map(|from| to.iter().map(|to| (*from, *to))));
    }

    /// As often as it must be, and then as often as it may be, one within the other.
    fn repeated(&mut self, pattern: &str, repetition: &Repetition) -> Result<Part, String> {
        let (min, max) = match repetition.op.kind {
            RepetitionKind::ZeroOrOne => (0, Some(1)),
            RepetitionKind::ZeroOrMore => (0, None),
            RepetitionKind::OneOrMore => (1, None),
            RepetitionKind::Range(RepetitionRange::Exactly(times)) => (times, Some(times)),
            RepetitionKind::Range(RepetitionRange::AtLeast(min)) => (min, None),
            RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => (min, Some(max)),
        };
        let mut whole = nothing();
        for _ in 0..min {
            let next = self.part(pattern, &repetition.ast)?;
            whole = self.then(whole, next);
        }
        let mut rest = nothing();
        match max {
            Some(max) => {
                for _ in min..max {
                    let once = self.part(pattern, &repetition.ast)?;
                    rest = self.then(once, rest);
                    rest.empty = true;
                }
            }
            None => {
                rest = self.part(pattern, &repetition.ast)?;
                self.repeats_nothing |= rest.empty;
                let (last, first) = (rest.last.clone(), rest.first.clone());
                self.connect(&last, &first);
                rest.empty = true;
            }
        }
        Ok(self.then(whole, rest))
    }

    /// What makes the number of ways to read a text grow with it, if anything does.
    fn ambiguity(&self) -> Option<&'static str> {
        let steps: BTreeSet<(usize, usize)> = self.follow.iter().copied().collect();
        if self.repeats_nothing || steps.len() < self.follow.len() {
            return Some("two ways over the same characters");
        }
        let next: BTreeMap<usize, Vec<usize>> =
            steps.iter().fold(BTreeMap::new(), |mut it, step| {
                it.entry(step.0).or_insert_with(Vec::new).push(step.1);
                it
            });
        let looping: Vec<usize> = (0..self.classes.len())
            .filter(|state| self.reach(&next, &[*state]).contains(&vec![*state]))
            .collect();
        for from in &looping {
            let around = self.reach(&next, &[*from, *from]);
            let split = around.iter().filter(|ways| ways[0] != ways[1]);
            if split.into_iter().any(|ways| self.reach(&next, ways).contains(&vec![*from, *from])) {
                return Some("two ways around a loop");
            }
            for to in looping.iter().filter(|to| *to != from) {
                if self.reach(&next, &[*from, *from, *to]).contains(&vec![*from, *to, *to]) {
                    return Some("a way from one loop to another over the same text");
                }
            }
        }
        None
    }

    /// Where several runs may be together, after one character or more that suits all of them.
    fn reach(&self, next: &BTreeMap<usize, Vec<usize>>, from: &[usize]) -> BTreeSet<Vec<usize>> {
        let mut found = BTreeSet::new();
        let mut open = vec![from.to_vec()];
        while let Some(states) = open.pop() {
            let mut together = vec![(Vec::new(), None::<ClassUnicode>)];
            for state in &states {
                let steps = next.get(state).map_or(&[][..], Vec::as_slice);
                together = together
                    .iter()
                    .flat_map(|(runs, class)| {
                        steps.iter().map(move |step| {
                            let mut common = self.classes[*step].clone();
                            if let Some(class) = class {
                                common.intersect(class);
                            }
                            ([runs.as_slice(), &[*step]].concat(), Some(common))
                        })
                    })
                    .filter(|(_, class)| {
                        class.as_ref().is_some_and(|class| !class.ranges().is_empty())
                    })
                    .collect();
            }
            for (runs, _) in together {
                if found.insert(runs.clone()) {
                    open.push(runs);
                }
            }
        }
        found
    }
}

/// Every pattern of the schemas.
fn patterns() -> BTreeSet<String> {
    fn collect(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("pattern").and_then(Value::as_str).map(str::to_owned));
                members.values().for_each(|value| collect(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for folder in ["schemas/v1", "generated/schemas/v1", "generated/schemas/v1/emit"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                collect(
                    &serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
                    &mut found,
                );
            }
        }
    }
    found
}

#[test]
fn no_pattern_can_be_read_in_ever_more_ways() {
    let patterns = patterns();
    assert!(patterns.len() > 10, "patterns were found");
    for pattern in &patterns {
        assert!(pattern.starts_with('^') && pattern.ends_with('$'), "{pattern} floats");
        let automaton = Automaton::of(pattern).unwrap();
        assert_eq!(automaton.ambiguity(), None, "{pattern}");
    }
}

#[test]
fn patterns_that_backtrack_are_found() {
    let backtracking = [
        "^(a*)*$",
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^(a?b?)*$",
        "^([a-z]|[a-f0-9])*$",
        "^a*a*$",
        "^a*[a-c]*b$",
        "^(a|b)*a[ab]*$",
        "^(/[^~]*)*$",
    ];
    for pattern in backtracking {
        assert!(Automaton::of(pattern).unwrap().ambiguity().is_some(), "{pattern}");
    }
    for pattern in ["^(a|b)*c$", "^(ab|ac)*$", "^a*b*$", "^(a|aa)$", "^a{3,9}$", "^(/[^/]*)*$"] {
        assert_eq!(Automaton::of(pattern).unwrap().ambiguity(), None, "{pattern}");
    }
    for pattern in ["^(?=a)a$", "^(a)\\1$", "^\\ba$"] {
        assert!(Automaton::of(pattern).is_err(), "{pattern}");
    }
}
