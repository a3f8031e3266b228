//! Strings of a length that match patterns and formats, or do not.

use std::collections::HashMap;

use exact_schema_pattern::{Language, Search, Syntax};
use serde_json::{Value, json};

use super::{
    Obstacle,
    search::{Claim, Outcome, Solver},
};
use crate::{
    format::{includes, inner_pattern, is_judged, outer_pattern, samples},
    schema::{Assertion, Constant, is_among},
};

/// Strings that a reader takes for what they are: placeholders.
const PLACEHOLDERS: [&str; 6] = ["example", "other", "text", "ab", "a", ""];

/// What a search through automata counts as work, in about one step.
const WORK_A_STEP: usize = 4;

/// The longest string that is made up, in code points.
const LONGEST: u64 = 2_000_000;

/// The longest string that automata are asked for.
const LONGEST_MATCH: u64 = 250_000;

/// What the claims that are remembered with their outcome may hold: strings, each of some tens of bytes.
const MAX_REMEMBERED: usize = 500_000;

/// Strings that are tried where the search cannot model a format exactly.
const MAX_TRIES: usize = 12;

/// Pattern and format checks with the validator's own engines, each compiled once.
#[derive(Default)]
pub(super) struct TextChecks {
    words: Vec<String>,
    validators: HashMap<(&'static str, String), Option<jsonschema::Validator>>,
    syntaxes: HashMap<String, Option<Syntax>>,
    searches: HashMap<Texts, Outcome>,
    /// The number of strings that these hold.
    remembered: usize,
}

impl TextChecks {
    pub(super) fn new(words: Vec<String>) -> Self {
        Self { words, ..Self::default() }
    }

    /// Whether `text` meets the `keyword` – `pattern` or `format` – of this value.
    pub(super) fn meets(&mut self, keyword: &'static str, value: &str, text: &str) -> Option<bool> {
        let validator = self.validators.entry((keyword, value.to_owned())).or_insert_with(|| {
            if keyword == "format" && !is_judged(value) {
                return None;
            }
            let schema = json!({ keyword: value });
            jsonschema::options().should_validate_formats(true).build(&schema).ok()
        });
        Some(validator.as_ref()?.is_valid(&Value::from(text)))
    }

    fn syntax(&mut self, pattern: &str) -> Option<Syntax> {
        let read = || Syntax::read(pattern);
        self.syntaxes.entry(pattern.to_owned()).or_insert_with(read).clone()
    }
}

/// The claims about a string, sorted out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Texts {
    min_length: u64,
    max_length: Option<u64>,
    patterns: Vec<(String, bool)>,
    formats: Vec<(String, bool)>,
    allowed: Option<Vec<Constant>>,
    excluded: Vec<Constant>,
    /// Something here could not be read.
    unclear: bool,
}

impl Texts {
    fn at_most(&mut self, length: u64) {
        self.max_length = Some(self.max_length.map_or(length, |max| max.min(length)));
    }

    fn at_least(&mut self, length: u64) {
        self.min_length = self.min_length.max(length);
    }

    /// The number of strings that are claimed, one more for what was found.
    fn strings(&self) -> usize {
        let allowed = self.allowed.as_ref().map_or(0, Vec::len);
        1 + self.patterns.len() + self.formats.len() + allowed + self.excluded.len()
    }
}

impl Solver<'_> {
    pub(super) fn solve_text(&mut self, leaves: &[Claim]) -> Outcome {
        let Some(texts) = self.texts(leaves) else { return Outcome::Empty };
        self.budget.work(2 * texts.strings() as u64);
        if let Some(known) = self.texts.searches.get(&texts) {
            return known.clone();
        }
        let outcome = self.search_text(&texts);
        let strings = texts.strings();
        if self.texts.remembered + strings <= MAX_REMEMBERED {
            self.texts.remembered += strings;
            self.texts.searches.insert(texts, outcome.clone());
        }
        outcome
    }

    /// Sorts out the claims; `None` where the lengths contradict each other.
    fn texts(&self, leaves: &[Claim]) -> Option<Texts> {
        let mut texts = Texts::default();
        for (id, holds) in leaves {
            match (self.assertions.get(*id), *holds) {
                (Assertion::MinLength(length), true) => texts.at_least(*length),
                (Assertion::MinLength(length), false) => texts.at_most(length.checked_sub(1)?),
                (Assertion::MaxLength(length), true) => texts.at_most(*length),
                (Assertion::MaxLength(length), false) => texts.at_least(length.checked_add(1)?),
                (Assertion::Pattern(pattern), holds) => {
                    texts.patterns.push((pattern.clone(), holds));
                }
                (Assertion::Format(format), holds) => texts.formats.push((format.clone(), holds)),
                (Assertion::Values(values), true) => match &mut texts.allowed {
                    Some(allowed) => allowed.retain(|value| is_among(value, values)),
                    None => texts.allowed = Some(values.clone()),
                },
                (Assertion::Values(values), false) => texts.excluded.extend_from_slice(values),
                _ => texts.unclear = true,
            }
        }
        texts.patterns.sort();
        texts.formats.sort();
        texts.excluded.sort();
        (texts.max_length.is_none_or(|max| texts.min_length <= max)).then_some(texts)
    }

    fn search_text(&mut self, texts: &Texts) -> Outcome {
        let found = |text: &str| {
            if texts.unclear { Outcome::Unknown } else { Outcome::Instance(text.into()) }
        };
        if let Some(allowed) = &texts.allowed {
            let mut unsure = false;
            for text in allowed.iter().filter_map(|constant| constant.value.as_str()) {
                match self.admits(texts, text) {
                    Some(true) => return found(text),
                    Some(false) => {}
                    None => unsure = true,
                }
            }
            return if unsure { Outcome::Unknown } else { Outcome::Empty };
        }
        let excludes = |outer: &(String, bool)| {
            let is_inner = |inner: &&(String, bool)| inner.1 && includes(&outer.0, &inner.0);
            !outer.1 && texts.formats.iter().any(|inner| is_inner(&inner))
        };
        if texts.formats.iter().any(excludes) {
            return Outcome::Empty;
        }
        if let Some(text) = self.ready_made(texts) {
            return found(&text);
        }
        self.search_language(texts)
    }

    /// A string that somebody wrote, rather than one made up.
    fn ready_made(&mut self, texts: &Texts) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        for (format, _) in &texts.formats {
            words.extend(samples(format).iter().map(ToString::to_string));
        }
        words.extend(PLACEHOLDERS.map(str::to_owned));
        if !texts.patterns.is_empty() || !texts.formats.is_empty() {
            words.extend_from_slice(&self.texts.words);
        }
        if texts.patterns.is_empty() && texts.formats.is_empty() && texts.min_length <= LONGEST {
            let length = usize::try_from(texts.min_length).unwrap_or_default();
            self.budget.work(texts.min_length / 64);
            words.extend(["a", "b", "c"].map(|letter| letter.repeat(length)));
        }
        words.into_iter().find(|word| self.admits(texts, word) == Some(true))
    }

    /// Searches the product of the automata, first in more than the language, which can prove it
    /// empty, then – formats being known from two sides only – in less of it.
    fn search_language(&mut self, texts: &Texts) -> Outcome {
        let mut excluded: Vec<String> = texts
            .excluded
            .iter()
            .filter_map(|constant| constant.value.as_str().map(str::to_owned))
            .collect();
        for attempt in 0..MAX_TRIES {
            let narrow = attempt > 0 && attempt % 2 == 1;
            let language = self.language(texts, &excluded, narrow);
            match language.map(|language| self.searched(language)) {
                Some(Search::Empty) if attempt == 0 => return Outcome::Empty,
                Some(Search::Found(text)) => {
                    if self.admits(texts, &text) == Some(true) && !texts.unclear {
                        return Outcome::Instance(text.into());
                    }
                    excluded.push(text);
                }
                _ if narrow => {}
                _ => {
                    let all = texts.patterns.iter().chain(&texts.formats);
                    self.meet(match texts.min_length > LONGEST_MATCH {
                        true => Obstacle::Size,
                        false => Obstacle::Automata(all.map(|(text, _)| text.clone()).collect()),
                    });
                    return Outcome::Unknown;
                }
            }
        }
        for (format, _) in &texts.formats {
            let format = format.clone();
            let is_judged = is_judged(&format);
            self.meet(if is_judged {
                Obstacle::Format(format)
            } else {
                Obstacle::Unjudged(format)
            });
        }
        for (pattern, _) in &texts.patterns {
            if self.texts.syntax(pattern).is_none() {
                self.meet(Obstacle::Pattern(pattern.clone()));
            }
        }
        Outcome::Unknown
    }

    /// Searches a language, and counts what that takes as steps.
    fn searched(&mut self, language: Language) -> Search {
        let limit = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let (found, work) = language.search_within(limit.saturating_mul(WORK_A_STEP));
        if !self.budget.take(work / WORK_A_STEP) {
            self.meet(Obstacle::Steps);
        }
        found
    }

    fn language(&mut self, texts: &Texts, excluded: &[String], narrow: bool) -> Option<Language> {
        let mut patterns = Vec::new();
        for (pattern, holds) in &texts.patterns {
            // A pattern that cannot be read exactly makes the language larger, or, where it is not
            // to match, is left out unless a part of the language will do.
            let syntax = self.texts.syntax(pattern);
            let syntax = syntax
                .or_else(|| if *holds || narrow { Syntax::read_loosely(pattern) } else { None });
            patterns.extend(syntax.map(|syntax| (syntax, *holds)));
        }
        for (format, holds) in &texts.formats {
            let bound =
                if *holds != narrow { outer_pattern(format) } else { inner_pattern(format) };
            let syntax = bound.and_then(|bound| self.texts.syntax(&bound));
            patterns.extend(syntax.map(|syntax| (syntax, *holds)));
        }
        if !excluded.is_empty() {
            patterns.push((Syntax::other_than(excluded)?, true));
        }
        Language::new(&patterns, texts.min_length, texts.max_length)
    }

    /// Whether `text` meets the claims; `None` where a check could not be compiled.
    fn admits(&mut self, texts: &Texts, text: &str) -> Option<bool> {
        let length = text.chars().count() as u64;
        if length < texts.min_length || texts.max_length.is_some_and(|max| length > max) {
            return Some(false);
        }
        let constant = Constant::new(text.into());
        let is_allowed = texts.allowed.as_ref().is_none_or(|allowed| is_among(&constant, allowed));
        if !is_allowed || is_among(&constant, &texts.excluded) {
            return Some(false);
        }
        let mut sure = true;
        for (keyword, checks) in [("pattern", &texts.patterns), ("format", &texts.formats)] {
            for (value, holds) in checks {
                match self.texts.meets(keyword, value, text) {
                    Some(meets) if meets != *holds => return Some(false),
                    Some(_) => {}
                    None => sure = false,
                }
            }
        }
        sure.then_some(true)
    }
}
