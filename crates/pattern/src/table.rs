//! Patterns as tables over bytes.
//!
//! A generated type matches its `pattern` with a table, without a regular-expression engine and
//! without ever looking at a character twice.

use std::collections::BTreeMap;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input, nfa::thompson};

use crate::translate::{Unmatched, translate};

/// A deterministic automaton over the bytes of a UTF-8 string. It takes one step a byte, whatever the
/// pattern and whatever the string.
///
/// State 0 rejects whatever follows, state 1 accepts whatever follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// For every byte, the class of bytes that it behaves as.
    pub classes: Vec<u8>,
    /// The next state, at `state * class_count + class`.
    pub transitions: Vec<u16>,
    /// Whether a string that ends in the state is accepted.
    pub accepting: Vec<bool>,
    /// The state before the first byte.
    pub start: u16,
}

const REJECT: u16 = 0;
const ACCEPT: u16 = 1;

/// Automata with more states than this are not even made smaller.
const STATE_LIMIT: usize = 4_096;

/// Beyond this many transitions a table is no longer a good bargain.
const TABLE_LIMIT: usize = 32_768;

impl Table {
    /// The table of a pattern.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn compile(pattern: &str) -> Result<Self, Unmatched> {
        let translated = translate(pattern)?;
        let dfa = dense::Builder::new()
            .configure(
                dense::Config::new()
                    .start_kind(StartKind::Unanchored)
                    .dfa_size_limit(Some(1 << 24))
                    .determinize_size_limit(Some(1 << 24)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(1 << 22)))
            .build(&translated)
            .map_err(|_| Unmatched::TooLarge)?;
        let table = Self::of(&dfa)?.minimized();
        match table.transitions.len() {
            0..=TABLE_LIMIT => Ok(table),
            _ => Err(Unmatched::TooLarge),
        }
    }

    /// Whether a match is found in a string.
    #[must_use]
    pub fn accepts(&self, text: &str) -> bool {
        let last = text.bytes().fold(self.start, |state, byte| self.next(state, byte));
        self.accepting[usize::from(last)]
    }

    fn class_count(&self) -> usize {
        self.transitions.len() / self.accepting.len()
    }

    fn next(&self, state: u16, byte: u8) -> u16 {
        let class = usize::from(self.classes[usize::from(byte)]);
        self.transitions[usize::from(state) * self.class_count() + class]
    }

    /// Walks the engine's automaton. It reports a match one byte late; here the state that follows
    /// a match accepts whatever comes, because a `pattern` asks only whether there is a match.
    fn of(dfa: &dense::DFA<Vec<u32>>) -> Result<Self, Unmatched> {
        let input = Input::new("").anchored(Anchored::No);
        let start = dfa.start_state_forward(&input).map_err(|_| Unmatched::TooLarge)?;
        let mut walk = Walk { numbers: BTreeMap::new(), states: Vec::new() };
        let first = walk.number(dfa, start)?;
        let mut rows = vec![vec![REJECT; 256], vec![ACCEPT; 256]];
        let mut accepting = vec![false, true];
        let mut done = 0;
        while let Some(&state) = walk.states.get(done) {
            let row = (0..=u8::MAX).map(|byte| walk.number(dfa, dfa.next_state(state, byte)));
            rows.push(row.collect::<Result<_, _>>()?);
            accepting.push(dfa.is_match_state(dfa.next_eoi_state(state)));
            done += 1;
        }
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        Ok(Self::with_classes(&rows, &bytes, accepting, first))
    }

    /// The smallest automaton with the same language, by refinement of partitions.
    fn minimized(self) -> Self {
        let states = self.accepting.len();
        let mut block: Vec<usize> =
            self.accepting.iter().map(|&accepts| usize::from(accepts)).collect();
        loop {
            let mut numbers = BTreeMap::new();
            let refined: Vec<usize> = (0..states)
                .map(|state| {
                    let row = self.row(state).iter().map(|&next| block[usize::from(next)]);
                    let signature = (block[state], row.collect::<Vec<_>>());
                    let fresh = numbers.len();
                    *numbers.entry(signature).or_insert(fresh)
                })
                .collect();
            if refined == block {
                break;
            }
            block = refined;
        }
        let count = block.iter().max().map_or(0, |last| last + 1);
        let representative: Vec<usize> = (0..count)
            .filter_map(|number| block.iter().position(|&other| other == number))
            .collect();
        let rows: Vec<Vec<u16>> = representative
            .iter()
            .map(|&state| {
                self.row(state).iter().map(|&next| block[usize::from(next)] as u16).collect()
            })
            .collect();
        let accepting = representative.iter().map(|&state| self.accepting[state]).collect();
        Self::with_classes(&rows, &self.classes, accepting, block[usize::from(self.start)] as u16)
    }

    fn row(&self, state: usize) -> &[u16] {
        let width = self.class_count();
        &self.transitions[state * width..(state + 1) * width]
    }

    /// Gathers the classes of bytes that no state tells apart.
    fn with_classes(rows: &[Vec<u16>], bytes: &[u8], accepting: Vec<bool>, start: u16) -> Self {
        let mut numbers: BTreeMap<Vec<u16>, u8> = BTreeMap::new();
        let mut columns: Vec<Vec<u16>> = Vec::new();
        let mut classes = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            let column: Vec<u16> = rows.iter().map(|row| row[usize::from(byte)]).collect();
            let fresh = columns.len() as u8;
            let class = *numbers.entry(column.clone()).or_insert_with(|| {
                columns.push(column);
                fresh
            });
            classes.push(class);
        }
        let transitions = (0..rows.len())
            .flat_map(|state| columns.iter().map(move |column| column[state]))
            .collect();
        Self { classes, transitions, accepting, start }
    }
}

struct Walk {
    numbers: BTreeMap<StateID, u16>,
    states: Vec<StateID>,
}

impl Walk {
    fn number(&mut self, dfa: &dense::DFA<Vec<u32>>, state: StateID) -> Result<u16, Unmatched> {
        if dfa.is_dead_state(state) {
            return Ok(REJECT);
        }
        if dfa.is_quit_state(state) || self.states.len() > STATE_LIMIT {
            return Err(Unmatched::TooLarge);
        }
        if dfa.is_match_state(state) {
            return Ok(ACCEPT);
        }
        let fresh = (self.states.len() + 2) as u16;
        Ok(*self.numbers.entry(state).or_insert_with(|| {
            self.states.push(state);
            fresh
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_automaton_decides_as_the_pattern_says() {
        let cases = [
            ("^EVD-[0-9a-f]{12,32}$", "EVD-0123456789ab", true),
            ("^EVD-[0-9a-f]{12,32}$", "EVD-0123456789a", false),
            ("^EVD-[0-9a-f]{12,32}$", "EVD-0123456789ab\n", false),
            ("b+", "aab", true),
            ("b+", "aa", false),
            ("^a|b$", "axx", true),
            ("^a|b$", "xxb", true),
            ("^a|b$", "xax", false),
            ("^\\d$", "\u{0665}", false),
            ("^.$", "\u{2028}", false),
            ("^.$", "\u{1F600}", true),
            ("^[^\\u0000-\\u001f]*$", "a\u{1}", false),
            ("", "", true),
        ];
        for (pattern, text, expected) in cases {
            let table = Table::compile(pattern);
            assert_eq!(table.map(|it| it.accepts(text)), Ok(expected), "{pattern} on {text:?}");
        }
    }

    #[test]
    fn what_has_no_automaton_is_told_apart() {
        assert_eq!(Table::compile("("), Err(Unmatched::Malformed));
        assert_eq!(Table::compile("(?=a)"), Err(Unmatched::Backtracks));
        assert_eq!(Table::compile("\\bfoo"), Err(Unmatched::Words));
        assert_eq!(Table::compile("(a|b)*a(a|b){20}$"), Err(Unmatched::TooLarge));
    }
}
