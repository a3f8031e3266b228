//! Goals – sets of claims about one instance – and the memory of those that were settled.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::{Budget, Obstacle, text::TextChecks};
use crate::schema::{Assertion, AssertionId, Assertions, Kind};

/// An assertion with whether the instance is to meet it or to break it.
pub(crate) type Claim = (AssertionId, bool);

/// What is known of the instances that meet every claim of a goal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// There are none.
    Empty,
    /// This should be one; a validator has the last word on it.
    Instance(Value),
    /// The search gave up.
    Unknown,
}

/// Nesting of goals beyond which the search gives up.
const MAX_DEPTH: usize = 4_000;
/// Claims that are sorted, copied or compared in about one step.
pub(super) const CLAIMS_A_STEP: usize = 8;
/// Claims that are remembered; they take some tens of bytes each.
const MAX_REMEMBERED: usize = 8_000_000;
/// Values in a document that is made up.
pub(super) const MAX_VALUES: usize = 200_000;
/// A value that is remembered takes as much memory as so many claims.
const CLAIMS_A_VALUE: usize = 20;

/// Searches for instances; remembers what it has found.
pub(crate) struct Solver<'a> {
    pub(crate) assertions: Assertions,
    pub(super) budget: &'a Budget,
    pub(super) texts: TextChecks,
    settled: HashMap<Vec<Claim>, Outcome>,
    /// Goals that are empty if the open goal at this depth is.
    leaning: HashMap<Vec<Claim>, usize>,
    /// The same goals by that depth.
    leaning_on: BTreeMap<usize, Vec<Vec<Claim>>>,
    /// The number of claims that are remembered.
    remembered: usize,
    /// The goals that are being searched, outermost first.
    open: Vec<Vec<Claim>>,
    /// The outermost open goal whose repetition ended the search since this was last reset.
    leaned_on: usize,
    /// The number of claims of the branches that are being decided.
    pub(super) held: usize,
    obstacles: BTreeSet<Obstacle>,
}

impl<'a> Solver<'a> {
    /// A solver for the assertions read from a pair of schemas. `words` are strings of the
    /// schemas' authors, such as examples, which a witness prefers to invented ones.
    pub(crate) fn new(assertions: Assertions, words: Vec<String>, budget: &'a Budget) -> Self {
        Self {
            assertions,
            budget,
            texts: TextChecks::new(words),
            settled: HashMap::new(),
            leaning: HashMap::new(),
            leaning_on: BTreeMap::new(),
            remembered: 0,
            open: Vec::new(),
            leaned_on: usize::MAX,
            held: 0,
            obstacles: BTreeSet::new(),
        }
    }

    /// Notes why the search gives up somewhere.
    pub(super) fn meet(&mut self, obstacle: Obstacle) {
        self.obstacles.insert(obstacle);
    }

    /// What the search gave up on, if it did: the most telling of all.
    pub(crate) fn into_obstacle(self) -> Option<Obstacle> {
        let mut obstacles = self.obstacles.into_iter();
        match obstacles.next()? {
            // Some of the patterns were looked at alone; all of them tell more.
            first @ Obstacle::Automata(_) => {
                let automata = obstacles.filter(|it| matches!(it, Obstacle::Automata(_)));
                automata.chain([first]).max_by_key(|it| match it {
                    Obstacle::Automata(patterns) => patterns.len(),
                    _ => 0,
                })
            }
            first => Some(first),
        }
    }

    /// Searches for an instance that meets every one of `claims`.
    pub(crate) fn solve(&mut self, claims: impl IntoIterator<Item = Claim>) -> Outcome {
        let Some(goal) = self.goal(claims) else { return Outcome::Empty };
        if let Some(outcome) = self.settled.get(&goal) {
            return outcome.clone();
        }
        if let Some(depth) = self.leaning.get(&goal) {
            self.leaned_on = self.leaned_on.min(*depth);
            return Outcome::Empty;
        }
        // An instance of this goal would be an instance of the open one as well, and smaller.
        let repeated = self.open.iter().position(|open| is_subset(open, &goal));
        if let Some(position) = repeated {
            self.leaned_on = self.leaned_on.min(position);
            return Outcome::Empty;
        }
        if self.open.len() >= MAX_DEPTH {
            self.meet(Obstacle::Depth);
            return Outcome::Unknown;
        }
        if !self.budget.take(1 + goal.len() / CLAIMS_A_STEP) {
            self.meet(Obstacle::Steps);
            return Outcome::Unknown;
        }
        let outer = std::mem::replace(&mut self.leaned_on, usize::MAX);
        self.open.push(goal.clone());
        let outcome = self.solve_kinds(&goal);
        self.open.pop();
        self.remember(goal, &outcome);
        self.leaned_on = self.leaned_on.min(outer);
        outcome
    }

    fn solve_kinds(&mut self, goal: &[Claim]) -> Outcome {
        let mut outcome = Outcome::Empty;
        for kind in Kind::ALL {
            match self.solve_kind(goal, kind) {
                Outcome::Empty => {}
                Outcome::Unknown => outcome = Outcome::Unknown,
                found @ Outcome::Instance(_) => return found,
            }
        }
        outcome
    }

    /// Remembers what was found for the goal that was just closed. That it is empty may lean on a
    /// goal further out, and then holds only if that one turns out to be empty as well; likewise
    /// for the goals that lean on this one.
    fn remember(&mut self, goal: Vec<Claim>, outcome: &Outcome) {
        let depth = self.open.len();
        let leans_on = Some(self.leaned_on).filter(|leaned_on| *leaned_on < depth);
        let dependants: Vec<Vec<Claim>> =
            self.leaning_on.split_off(&depth).into_values().flatten().collect();
        match (outcome, leans_on) {
            (Outcome::Empty, Some(leaned_on)) => {
                for dependant in dependants.into_iter().chain([goal]) {
                    if self.is_affordable(2 * dependant.len()) {
                        self.leaning.insert(dependant.clone(), leaned_on);
                        self.leaning_on.entry(leaned_on).or_default().push(dependant);
                    }
                }
            }
            (Outcome::Empty, None) => {
                for dependant in dependants.into_iter().chain([goal]) {
                    self.leaning.remove(&dependant);
                    self.store(dependant, Outcome::Empty);
                }
            }
            _ => {
                for dependant in dependants {
                    self.leaning.remove(&dependant);
                }
                self.store(goal, outcome.clone());
            }
        }
        // What lies further in is closed; only what lies further out is still leaned on.
        self.leaned_on = leans_on.unwrap_or(usize::MAX);
    }

    fn store(&mut self, goal: Vec<Claim>, outcome: Outcome) {
        let values = match &outcome {
            Outcome::Instance(value) => self.values_in(value),
            Outcome::Empty | Outcome::Unknown => 0,
        };
        if self.is_affordable(goal.len() + values * CLAIMS_A_VALUE) {
            self.settled.insert(goal, outcome);
        }
    }

    /// Whether as much can be remembered as so many claims.
    fn is_affordable(&mut self, claims: usize) -> bool {
        let is_affordable = self.remembered + claims <= MAX_REMEMBERED;
        if is_affordable {
            self.remembered += claims;
        }
        is_affordable
    }

    /// An array or object that was built, if it is not too large to go into others.
    pub(super) fn built(&mut self, value: Value) -> Outcome {
        if self.values_in(&value) > MAX_VALUES {
            self.meet(Obstacle::Size);
            return Outcome::Unknown;
        }
        Outcome::Instance(value)
    }

    /// The number of values in `value`, itself included.
    fn values_in(&self, value: &Value) -> usize {
        let values = values(value);
        self.budget.work(values as u64);
        values
    }

    /// The claims in a normal form; `None` where they contradict each other.
    fn goal(&self, claims: impl IntoIterator<Item = Claim>) -> Option<Vec<Claim>> {
        let mut goal: Vec<Claim> = Vec::new();
        for (id, holds) in claims {
            let id = self.assertions.resolve(id).unwrap_or(id);
            match (self.assertions.get(id), holds) {
                (Assertion::All(parts), true) => goal.extend(parts.iter().map(|id| (*id, true))),
                _ => goal.push((id, holds)),
            }
        }
        goal.sort_unstable();
        goal.dedup();
        let contradicts = |pair: &[Claim]| matches!(pair, [(one, _), (other, _)] if one == other);
        (!goal.windows(2).any(contradicts)).then_some(goal)
    }
}

/// The number of values in `value`, itself included.
fn values(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(values).sum(),
        Value::Object(members) => members.values().map(values).sum(),
        _ => 0,
    }
}

/// Whether the sorted `part` lies in the sorted `whole`.
fn is_subset(part: &[Claim], whole: &[Claim]) -> bool {
    let mut rest = whole.iter();
    part.len() <= whole.len() && part.iter().all(|claim| rest.any(|other| other == claim))
}
