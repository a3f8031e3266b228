//! Non-deterministic automata that search a string for a match.

use std::collections::HashMap;

use regex_syntax::hir::{Hir, HirKind, Look};

use crate::alphabet::{Alphabet, contains, ranges};

/// An automaton state; also the number of the state set that a deterministic state stands for.
pub(crate) type State = usize;

/// More states than any hand-written pattern needs; beyond it nothing is decided.
const MAX_STATES: usize = 60_000;

#[derive(Clone, Debug)]
enum Step {
    /// Reads one of the letters, then goes on.
    Read {
        letters: Vec<bool>,
        next: State,
    },
    Split(Vec<State>),
    /// Goes on at the start of the string only.
    Start(State),
    /// Goes on at the end of the string only.
    End(State),
    Match,
}

/// The automaton of one pattern, made deterministic as far as it is asked for.
#[derive(Debug)]
pub(crate) struct Automaton {
    steps: Vec<Step>,
    start: State,
    sets: Vec<StateSet>,
    numbers: HashMap<StateSet, State>,
    moves: HashMap<(State, usize), State>,
    work: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum StateSet {
    /// A match was found: whatever follows, the string matches.
    Matched,
    Open {
        states: Vec<State>,
        at_start: bool,
    },
}

impl Automaton {
    /// The deterministic state before anything was read.
    pub(crate) const INITIAL: State = 0;

    /// Builds the automaton of `pattern`; `None` where it grows too large or uses an assertion
    /// that is not modelled (a word boundary).
    pub(crate) fn new(pattern: &Hir, alphabet: &Alphabet) -> Option<Self> {
        let mut builder = Builder { steps: vec![Step::Match], alphabet };
        let start = builder.add(pattern, 0)?;
        let work = builder.steps.len() * (1 + alphabet.characters().len() / 16);
        let mut automaton = Self {
            steps: builder.steps,
            start,
            sets: Vec::new(),
            numbers: HashMap::new(),
            moves: HashMap::new(),
            work,
        };
        let initial = automaton.closed([start], true);
        automaton.number(initial);
        Some(automaton)
    }

    /// The state after reading `letter`.
    pub(crate) fn advance(&mut self, state: State, letter: usize) -> State {
        if let Some(next) = self.moves.get(&(state, letter)) {
            return *next;
        }
        let next = match &self.sets[state] {
            StateSet::Matched => StateSet::Matched,
            StateSet::Open { states, .. } => {
                let read: Vec<State> = states
                    .iter()
                    .filter_map(|state| match &self.steps[*state] {
                        Step::Read { letters, next } if letters[letter] => Some(*next),
                        _ => None,
                    })
                    // A search may begin anywhere.
                    .chain([self.start])
                    .collect();
                self.closed(read, false)
            }
        };
        let number = self.number(next);
        self.moves.insert((state, letter), number);
        number
    }

    /// What was done to find states, in about the steps and states that were looked at.
    pub(crate) fn work(&self) -> usize {
        self.work
    }

    /// Whether the string matches if it ends here.
    pub(crate) fn accepts(&self, state: State) -> bool {
        let StateSet::Open { states, at_start } = &self.sets[state] else { return true };
        let mut seen = vec![false; self.steps.len()];
        let mut todo = states.clone();
        while let Some(state) = todo.pop() {
            if std::mem::replace(&mut seen[state], true) {
                continue;
            }
            match &self.steps[state] {
                Step::Match => return true,
                Step::Split(next) => todo.extend_from_slice(next),
                Step::End(next) => todo.push(*next),
                Step::Start(next) if *at_start => todo.push(*next),
                Step::Start(_) | Step::Read { .. } => {}
            }
        }
        false
    }

    /// Whether every continuation matches.
    pub(crate) fn is_certain(&self, state: State) -> bool {
        self.sets[state] == StateSet::Matched
    }

    /// Whether no continuation can match.
    pub(crate) fn is_hopeless(&self, state: State) -> bool {
        matches!(&self.sets[state], StateSet::Open { states, .. } if states.is_empty())
    }

    /// Follows the steps that read nothing, up to those that wait for a letter or the end.
    fn closed(&self, from: impl IntoIterator<Item = State>, at_start: bool) -> StateSet {
        let mut seen = vec![false; self.steps.len()];
        let mut todo: Vec<State> = from.into_iter().collect();
        let mut states = Vec::new();
        while let Some(state) = todo.pop() {
            if std::mem::replace(&mut seen[state], true) {
                continue;
            }
            match &self.steps[state] {
                Step::Match => return StateSet::Matched,
                Step::Split(next) => todo.extend_from_slice(next),
                Step::Start(next) if at_start => todo.push(*next),
                Step::Start(_) => {}
                Step::Read { .. } | Step::End(_) => states.push(state),
            }
        }
        states.sort_unstable();
        // Being at the start matters only to a `^` that is still ahead, behind a `$`.
        let at_start = at_start && states.iter().any(|s| matches!(self.steps[*s], Step::End(_)));
        StateSet::Open { states, at_start }
    }

    fn number(&mut self, set: StateSet) -> State {
        // A flag for each step is set aside to find the set, which costs less than to follow one.
        self.work += self.steps.len() / 16;
        if let StateSet::Open { states, .. } = &set {
            self.work += states.len();
        }
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        self.sets.push(set.clone());
        self.numbers.insert(set, self.sets.len() - 1);
        self.sets.len() - 1
    }
}

struct Builder<'a> {
    steps: Vec<Step>,
    alphabet: &'a Alphabet,
}

impl Builder<'_> {
    fn push(&mut self, step: Step) -> Option<State> {
        if self.steps.len() >= MAX_STATES {
            return None;
        }
        self.steps.push(step);
        Some(self.steps.len() - 1)
    }

    /// Adds `pattern` before the state `next`; gives the state where it begins.
    fn add(&mut self, pattern: &Hir, next: State) -> Option<State> {
        match pattern.kind() {
            HirKind::Empty => Some(next),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                text.chars().rev().try_fold(next, |next, character| {
                    self.read(&[(u32::from(character), u32::from(character))], next)
                })
            }
            HirKind::Class(class) => self.read(&ranges(class), next),
            HirKind::Look(Look::Start) => self.push(Step::Start(next)),
            HirKind::Look(Look::End) => self.push(Step::End(next)),
            HirKind::Look(_) => None,
            HirKind::Capture(capture) => self.add(&capture.sub, next),
            HirKind::Concat(parts) => {
                parts.iter().rev().try_fold(next, |next, part| self.add(part, next))
            }
            HirKind::Alternation(parts) => {
                let branches = parts.iter().map(|part| self.add(part, next));
                let branches = branches.collect::<Option<_>>()?;
                self.push(Step::Split(branches))
            }
            HirKind::Repetition(repetition) => {
                let mut start = match repetition.max {
                    None => {
                        let again = self.push(Step::Split(Vec::new()))?;
                        let body = self.add(&repetition.sub, again)?;
                        self.steps[again] = Step::Split(vec![body, next]);
                        again
                    }
                    Some(max) => {
                        let mut start = next;
                        for _ in repetition.min..max {
                            let body = self.add(&repetition.sub, start)?;
                            start = self.push(Step::Split(vec![body, next]))?;
                        }
                        start
                    }
                };
                for _ in 0..repetition.min {
                    start = self.add(&repetition.sub, start)?;
                }
                Some(start)
            }
        }
    }

    fn read(&mut self, ranges: &[(u32, u32)], next: State) -> Option<State> {
        let characters = self.alphabet.characters().iter();
        let letters = characters.map(|it| contains(ranges, u32::from(*it))).collect();
        self.push(Step::Read { letters, next })
    }
}
