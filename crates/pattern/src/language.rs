//! Strings that match some patterns and not others, found or ruled out.

use std::collections::{HashMap, HashSet};

use crate::alphabet::Alphabet;
use crate::automaton::{Automaton, State};
use crate::syntax::Syntax;

/// A set of strings: those that match each of some patterns, none of others, within a length.
#[derive(Debug)]
pub struct Language {
    alphabet: Alphabet,
    /// One for each pattern: all of its automata agree, or, where it is not to match, not all.
    conditions: Vec<Condition>,
    min_length: u64,
    max_length: Option<u64>,
}

#[derive(Debug)]
struct Condition {
    /// The automata, each with whether it is to find a match.
    automata: Vec<(Automaton, bool)>,
    holds: bool,
}

/// What a search through a [`Language`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Search {
    /// The language has no string.
    Empty,
    /// A shortest string of the language.
    Found(String),
    /// The search grew too large.
    Unknown,
}

/// Bounds the work of one search, and so what it holds in memory; patterns written by hand stay far
/// below. A letter that an automaton reads is one, and so are some states that it leads to.
const MAX_WORK: usize = 6_000_000;
const MAX_PRODUCT: usize = 60_000;
/// The longest string that is looked for, in code points.
const MAX_LENGTH: usize = 250_000;

impl Language {
    /// The strings that match (or, where `false`, do not match) each of `patterns`, of
    /// `min_length` to `max_length` code points. `None` where a pattern is too large.
    #[must_use]
    pub fn new(
        patterns: &[(Syntax, bool)],
        min_length: u64,
        max_length: Option<u64>,
    ) -> Option<Self> {
        let alphabet = Alphabet::of(
            patterns.iter().flat_map(|(syntax, _)| syntax.parts.iter().map(|part| &part.syntax)),
        );
        let mut conditions = Vec::new();
        for (syntax, holds) in patterns {
            let automata = syntax
                .parts
                .iter()
                .map(|part| Some((Automaton::new(&part.syntax, &alphabet)?, part.matches)));
            conditions
                .push(Condition { automata: automata.collect::<Option<_>>()?, holds: *holds });
        }
        Some(Self { alphabet, conditions, min_length, max_length })
    }

    /// Looks for a shortest string.
    #[must_use]
    pub fn search(self) -> Search {
        self.search_within(MAX_WORK).0
    }

    /// Looks for a shortest string, level by level: one level for each length. Gives up after so much
    /// work, and says how much it did, which is the same on every machine.
    ///
    /// ```
    /// use exact_schema_pattern::{Language, Search, Syntax};
    ///
    /// let pattern = Syntax::read("^a{9}$").ok_or("not regular")?;
    /// let language = || Language::new(&[(pattern.clone(), true)], 0, None).ok_or("too large");
    ///
    /// let (found, work) = language()?.search_within(100_000);
    /// assert_eq!(found, Search::Found("a".repeat(9)));
    /// assert_eq!(language()?.search_within(work / 2).0, Search::Unknown);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn search_within(mut self, most: usize) -> (Search, usize) {
        let most = most.min(MAX_WORK);
        let mut work = self.size();
        let found = self.search_levels(most, &mut work);
        (found, work)
    }

    fn size(&self) -> usize {
        self.automata().map(Automaton::work).sum()
    }

    fn automata(&self) -> impl Iterator<Item = &Automaton> {
        self.conditions.iter().flat_map(|it| it.automata.iter().map(|(automaton, _)| automaton))
    }

    fn search_levels(&mut self, most: usize, work: &mut usize) -> Search {
        let letters = self.alphabet.by_readability();
        let readers = self.automata().count().max(1);
        let start: Vec<State> = self
            .conditions
            .iter()
            .flat_map(|condition| condition.automata.iter().map(|_| Automaton::INITIAL))
            .collect();
        let mut product = Product::default();
        let first = product.number(start);
        // For each length the states reached, each with the state and letter it was reached by.
        let mut levels: Vec<Vec<(usize, usize, usize)>> = vec![vec![(first, 0, 0)]];
        // Once the string is long enough, a state that was reached before leads to nothing new.
        let mut explored: HashSet<usize> = HashSet::from([first]);
        let mut read = 0;
        loop {
            let length = levels.len() - 1;
            let level = &levels[length];
            if length as u64 >= self.min_length {
                for (position, (state, _, _)) in level.iter().enumerate() {
                    if self.accepts(&product.states[*state]) {
                        return Search::Found(self.spell(&levels, position));
                    }
                }
            }
            if level.is_empty() || self.max_length.is_some_and(|max| length as u64 >= max) {
                return Search::Empty;
            }
            if (length as u64) < self.min_length {
                explored.clear();
            }
            let mut next: Vec<(usize, usize, usize)> = Vec::new();
            for (position, (state, _, _)) in level.iter().enumerate() {
                *work = read + self.size();
                if *work > most {
                    return Search::Unknown;
                }
                for letter in &letters {
                    read += readers;
                    let Some(target) = self.step(&mut product, *state, *letter) else { continue };
                    if explored.insert(target) {
                        next.push((target, position, *letter));
                    }
                }
            }
            if product.states.len() > MAX_PRODUCT || length >= MAX_LENGTH {
                return Search::Unknown;
            }
            levels.push(next);
        }
    }

    /// The product state after `letter`; `None` where no continuation is in the language.
    fn step(&mut self, product: &mut Product, state: usize, letter: usize) -> Option<usize> {
        if let Some(known) = product.moves.get(&(state, letter)) {
            return *known;
        }
        let mut states = product.states[state].clone();
        let mut each = states.iter_mut();
        let mut alive = true;
        for condition in &mut self.conditions {
            let (mut certain, mut hopeless) = (true, false);
            for (automaton, matches) in &mut condition.automata {
                let Some(state) = each.next() else { break };
                *state = automaton.advance(*state, letter);
                let (always, never) = (automaton.is_certain(*state), automaton.is_hopeless(*state));
                certain &= if *matches { always } else { never };
                hopeless |= if *matches { never } else { always };
            }
            alive &= !(if condition.holds { hopeless } else { certain });
        }
        let target = alive.then(|| product.number(states));
        product.moves.insert((state, letter), target);
        target
    }

    fn accepts(&self, states: &[State]) -> bool {
        let mut each = states.iter();
        self.conditions.iter().all(|condition| {
            let agrees = condition.automata.iter().fold(true, |agrees, (automaton, matches)| {
                let accepts = each.next().is_some_and(|state| automaton.accepts(*state));
                agrees && accepts == *matches
            });
            agrees == condition.holds
        })
    }

    fn spell(&self, levels: &[Vec<(usize, usize, usize)>], mut position: usize) -> String {
        let mut text = Vec::new();
        for level in levels.iter().skip(1).rev() {
            let (_, from, letter) = level[position];
            text.push(self.alphabet.characters()[letter]);
            position = from;
        }
        text.into_iter().rev().collect()
    }
}

#[derive(Debug, Default)]
struct Product {
    states: Vec<Vec<State>>,
    numbers: HashMap<Vec<State>, usize>,
    moves: HashMap<(usize, usize), Option<usize>>,
}

impl Product {
    fn number(&mut self, states: Vec<State>) -> usize {
        if let Some(number) = self.numbers.get(&states) {
            return *number;
        }
        self.states.push(states.clone());
        self.numbers.insert(states, self.states.len() - 1);
        self.states.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Search, Syntax};

    fn search(matching: &[&str], not_matching: &[&str], min: u64, max: Option<u64>) -> Search {
        let read = |pattern: &&str| Syntax::read(pattern).expect("a regular pattern");
        let patterns: Vec<(Syntax, bool)> = matching
            .iter()
            .map(|pattern| (read(pattern), true))
            .chain(not_matching.iter().map(|pattern| (read(pattern), false)))
            .collect();
        Language::new(&patterns, min, max).expect("small patterns").search()
    }

    #[test]
    fn equivalent_patterns_leave_nothing() {
        assert_eq!(search(&[r"^\d+$"], &["^[0-9][0-9]*$"], 0, None), Search::Empty);
        assert_eq!(search(&["^(ab|ac)$"], &["^a[bc]$"], 0, None), Search::Empty);
    }

    #[test]
    fn a_difference_is_spelled_out() {
        assert_eq!(search(&["^[a-z0-9]+$"], &["^[a-z]+$"], 0, None), Search::Found("0".into()));
        assert_eq!(search(&["a"], &["^a"], 0, None), Search::Found("ba".into()));
    }

    #[test]
    fn lengths_bound_the_search() {
        assert_eq!(search(&["^[a-z]{2,8}$"], &[], 9, None), Search::Empty);
        assert_eq!(search(&["^(?:ab)*$"], &[], 3, Some(3)), Search::Empty);
        assert_eq!(search(&["^(?:ab)*$"], &[], 3, Some(4)), Search::Found("abab".into()));
        assert_eq!(search(&["^(?:a{3})*$"], &[], 4, None), Search::Found("aaaaaa".into()));
        assert_eq!(
            search(&["^(?:ab)*$"], &["^(?:abab)*$"], 4, None),
            Search::Found("ababab".into())
        );
    }

    #[test]
    fn long_counts_are_no_obstacle() {
        let pattern = "^(?:(?:a|b){1,40}c){1,40}$";
        assert_eq!(search(&[pattern], &["^(?:[ab]{1,40}c){1,40}$"], 0, None), Search::Empty);
    }

    #[test]
    fn a_dollar_is_the_end_only() {
        assert_eq!(search(&["^a$"], &[], 2, None), Search::Empty);
    }

    #[test]
    fn leading_lookaheads_are_conditions_of_their_own() {
        assert_eq!(search(&[r"^(?=.*\d)[a-z\d]+$"], &["[0-9]"], 0, None), Search::Empty);
        assert_eq!(search(&["^(?!tmp)[a-z]+$"], &["^[a-z]+$"], 0, None), Search::Empty);
        let difference = search(&["^[a-z]+$"], &["^(?!ab)[a-z]+$"], 0, None);
        assert_eq!(difference, Search::Found("ab".into()));
    }

    #[test]
    fn a_loose_reading_is_no_narrower() {
        let loose = |pattern: &str| {
            let syntax = Syntax::read_loosely(pattern).expect("lookarounds only");
            let rest = Syntax::read("^/a$").expect("a regular pattern");
            Language::new(&[(syntax, true), (rest, true)], 0, None).expect("small").search()
        };
        assert_eq!(loose(r"^(?:x|/(?!/))\ba"), Search::Found("/a".into()));
        assert_eq!(loose("^[(?!]"), Search::Empty);
        assert!(Syntax::read_loosely("^(?=a)*b").is_none());
    }
}
