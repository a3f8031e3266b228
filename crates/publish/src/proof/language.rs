//! Whether one pattern's language lies in another's, by a product of automata.

use std::collections::BTreeSet;

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};

/// Every string, as UTF-8: JSON holds no other.
const UTF8: &str = r"\A(?s:.)*\z";

/// How many states a product may have; patterns of contracts have some thousands.
const LIMIT: usize = 1 << 20;

/// Whether every string that matches `narrow` matches `wide`; both patterns are read as JSON Schema
/// reads them (ECMA-262, not anchored). `false` also means that it cannot be told: look-around,
/// back-references, too many states.
///
/// ```
/// use export_bundles_publish::proof::is_included;
///
/// assert!(is_included("^[1-9][0-9]{2}$", "^[0-9]+$"));
/// assert!(!is_included("^[0-9]+$", "^[1-9][0-9]{2}$"));
/// assert!(is_included("^ab$", "b"));
/// ```
#[must_use]
pub fn is_included(narrow: &str, wide: &str) -> bool {
    let (Some(narrow), Some(wide), Some(text)) =
        (Matcher::of_pattern(narrow), Matcher::of_pattern(wide), Matcher::compile(UTF8))
    else {
        return false;
    };
    let (Some(first_narrow), Some(first_wide), Some(first_text)) =
        (narrow.start(), wide.start(), text.start())
    else {
        return false;
    };
    let first = (first_narrow, first_wide, first_text);
    let mut seen = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some((in_narrow, in_wide, in_text)) = open.pop() {
        if narrow.matches(in_narrow) && text.matches(in_text) && !wide.matches(in_wide) {
            return false;
        }
        for byte in 0..=u8::MAX {
            let next =
                (narrow.next(in_narrow, byte), wide.next(in_wide, byte), text.next(in_text, byte));
            let (Some(next_narrow), Some(next_wide), Some(next_text)) = next else {
                return false;
            };
            // What the narrow pattern rejects for good, and what is no text, needs no further look;
            // nor does what the wide pattern accepts for good.
            if next_narrow == State::Rejects
                || next_text == State::Rejects
                || next_wide == State::Accepts
            {
                continue;
            }
            let next = (next_narrow, next_wide, next_text);
            if seen.insert(next) {
                open.push(next);
            }
        }
        if seen.len() > LIMIT {
            return false;
        }
    }
    true
}

/// How far a pattern has come with a string.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// No string that begins so matches.
    Rejects,
    /// Every string that begins so matches: a `pattern` asks for a match anywhere.
    Accepts,
    /// It depends on the rest.
    Open(StateID),
}

struct Matcher(dense::DFA<Vec<u32>>);

impl Matcher {
    fn of_pattern(pattern: &str) -> Option<Self> {
        if !jsonschema_regex::is_valid_ecma_regex(pattern) {
            return None;
        }
        Self::compile(&jsonschema_regex::to_rust_regex(pattern).ok()?)
    }

    fn compile(pattern: &str) -> Option<Self> {
        dense::Builder::new()
            .configure(
                dense::Config::new()
                    .start_kind(StartKind::Unanchored)
                    .dfa_size_limit(Some(1 << 24))
                    .determinize_size_limit(Some(1 << 24)),
            )
            .thompson(thompson::Config::new().nfa_size_limit(Some(1 << 22)))
            .build(pattern)
            .ok()
            .map(Self)
    }

    fn start(&self) -> Option<State> {
        let start = self.0.start_state_forward(&Input::new("").anchored(Anchored::No)).ok()?;
        self.state(start)
    }

    /// The engine reports a match one byte late, and then stops; the string goes on.
    fn state(&self, id: StateID) -> Option<State> {
        if self.0.is_quit_state(id) {
            None
        } else if self.0.is_match_state(id) {
            Some(State::Accepts)
        } else if self.0.is_dead_state(id) {
            Some(State::Rejects)
        } else {
            Some(State::Open(id))
        }
    }

    fn next(&self, state: State, byte: u8) -> Option<State> {
        match state {
            State::Open(id) => self.state(self.0.next_state(id, byte)),
            decided => Some(decided),
        }
    }

    /// Whether the string that ends here matches.
    fn matches(&self, state: State) -> bool {
        match state {
            State::Rejects => false,
            State::Accepts => true,
            State::Open(id) => self.0.is_match_state(self.0.next_eoi_state(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_included;

    #[test]
    fn inclusion_is_told_apart_from_overlap() {
        let cases = [
            ("^a$", "^[ab]$", true),
            ("^[ab]$", "^a$", false),
            ("^a{2}$", "^a+$", true),
            ("a", "^a", false),
            ("^a", "a", true),
            ("", "^", true),
            ("x", "", true),
            ("", "x", false),
            ("^(a|b)*$", "^[ab]*$", true),
            ("^[ab]*$", "^(a|b)*$", true),
            ("^.$", "^[^\\n\\r\\u2028\\u2029]$", true),
            ("^[^\\n\\r\\u2028\\u2029]$", "^.$", true),
            ("^[^\\u0000-\\u001f]*$", "^[^\\u0000-\\u001f\\u007f]*$", false),
            ("^\\d$", "^[0-9]$", true),
            ("^\u{e9}$", "^[\\u00e0-\\u00ff]$", true),
            ("^[\\u00e0-\\u00ff]$", "^\u{e9}$", false),
        ];
        for (narrow, wide, expected) in cases {
            assert_eq!(is_included(narrow, wide), expected, "{narrow} in {wide}");
        }
    }

    #[test]
    fn what_has_no_automaton_is_never_included() {
        assert!(!is_included("(", "^"));
        assert!(!is_included("(?=a)a", "a"));
        assert!(!is_included("a", "(a)\\1?"));
    }
}
