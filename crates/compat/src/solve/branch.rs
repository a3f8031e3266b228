//! Cases of the search among the instances of one kind, decided one disjunction after another.

use std::{collections::HashMap, rc::Rc};

use serde_json::Value;

use super::{
    Obstacle,
    member::Properties,
    search::{Claim, Outcome, Solver},
};
use crate::schema::{Assertion, AssertionId, Constant, Kind, is_among};

/// One case of the search: what is claimed, and what remains to be decided.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) kind: Kind,
    pub(super) claimed: HashMap<AssertionId, bool>,
    /// Claims about the instance itself that cannot be taken apart further.
    pub(super) leaves: Vec<Claim>,
    /// For each open disjunction, the claims of each of its cases.
    pub(super) choices: Vec<Rc<Vec<Vec<Claim>>>>,
    /// Claims about unevaluated parts, which wait until it is decided what is evaluated.
    pub(super) waiting: Vec<Claim>,
}

/// Claims of branches that wait while a case of theirs is decided; each takes some tens of bytes.
const MAX_HELD: usize = 1_000_000;

/// The claims contradict each other.
pub(super) struct Closed;

/// What looking ahead into the open disjunctions of a branch found.
enum Narrowest {
    /// One of them has no possible case.
    Closed,
    /// One of them has only this case, with what its claims allow.
    Only(Box<Branch>, Outcome),
    /// An instance that meets all that is claimed.
    Found(Value),
    /// The one that has the fewest cases, and these.
    Choice(usize, Vec<usize>),
    /// None is open.
    Decided,
    /// The budget is spent.
    Spent,
}

impl Branch {
    pub(super) fn contradicts(&self, case: &[Claim]) -> bool {
        case.iter().any(|(id, holds)| self.claimed.get(id) == Some(&!holds))
    }

    /// Drops the disjunctions one case of which is claimed anyway.
    fn drop_met_choices(&mut self) {
        let claimed = &self.claimed;
        let is_met =
            |case: &Vec<Claim>| case.iter().all(|(id, holds)| claimed.get(id) == Some(holds));
        self.choices.retain(|choice| !choice.iter().any(is_met));
    }
}

impl Solver<'_> {
    /// Searches among the instances of one kind.
    pub(super) fn solve_kind(&mut self, goal: &[Claim], kind: Kind) -> Outcome {
        let branch = Branch {
            kind,
            claimed: HashMap::new(),
            leaves: Vec::new(),
            choices: Vec::new(),
            waiting: Vec::new(),
        };
        match self.extended(&branch, goal) {
            Ok(branch) => self.settle(branch),
            Err(Closed) => Outcome::Empty,
        }
    }

    /// Decides the open disjunctions of `branch`, the most constrained first.
    fn settle(&mut self, mut branch: Branch) -> Outcome {
        let mut outcome = self.leaf(&branch);
        loop {
            match &outcome {
                Outcome::Empty => return Outcome::Empty,
                // The instance at hand often meets what is still to be decided.
                Outcome::Instance(instance) if self.meets_rest(&branch, instance) => {
                    return outcome;
                }
                _ => {}
            }
            branch.drop_met_choices();
            let open = self.open_choices(&branch, &outcome);
            match self.narrowest(&branch, open) {
                Narrowest::Closed => return Outcome::Empty,
                Narrowest::Found(instance) => return Outcome::Instance(instance),
                Narrowest::Spent => return Outcome::Unknown,
                Narrowest::Only(next, found) => (branch, outcome) = (*next, found),
                Narrowest::Choice(index, cases) => return self.settle_each(&branch, index, &cases),
                // The claims allow instances, but the one that was built meets not all of them.
                Narrowest::Decided => return Outcome::Unknown,
            }
        }
    }

    /// Decides a disjunction: each of its cases that are left.
    fn settle_each(&mut self, branch: &Branch, index: usize, cases: &[usize]) -> Outcome {
        let claims = branch.claimed.len();
        if self.held + claims > MAX_HELD {
            self.meet(Obstacle::Steps);
            return Outcome::Unknown;
        }
        self.held += claims;
        let choice = Rc::clone(&branch.choices[index]);
        let mut outcome = Outcome::Empty;
        for case in cases {
            // They are made anew, one by one: all of them at once take much memory.
            let Ok(mut case) = self.extended(branch, &choice[*case]) else { continue };
            case.choices.swap_remove(index);
            match self.settle(case) {
                Outcome::Empty => {}
                Outcome::Unknown => outcome = Outcome::Unknown,
                found @ Outcome::Instance(_) => {
                    outcome = found;
                    break;
                }
            }
        }
        self.held -= claims;
        outcome
    }

    /// Whether `instance` meets one case of each open disjunction, and all that waits.
    fn meets_rest(&mut self, branch: &Branch, instance: &Value) -> bool {
        let mut meets = |(id, holds): &Claim| self.meets(*id, instance) == Some(*holds);
        branch.leaves.iter().all(&mut meets)
            && branch.waiting.iter().all(&mut meets)
            && branch
                .choices
                .iter()
                .all(|choice| choice.iter().any(|case| case.iter().all(&mut meets)))
    }

    /// The disjunctions that are to be looked at: those that the instance at hand does not meet, where
    /// there are any. The others may well turn out to be met.
    fn open_choices(&mut self, branch: &Branch, outcome: &Outcome) -> Vec<usize> {
        let all: Vec<usize> = (0..branch.choices.len()).collect();
        let Outcome::Instance(instance) = outcome else { return all };
        self.budget.take(4 * all.len());
        let mut meets = |(id, holds): &Claim| self.meets(*id, instance) == Some(*holds);
        let mut is_unmet =
            |index: &usize| !branch.choices[*index].iter().any(|case| case.iter().all(&mut meets));
        let unmet: Vec<usize> = all.iter().copied().filter(|index| is_unmet(index)).collect();
        if unmet.is_empty() { all } else { unmet }
    }

    /// Looks ahead into the open disjunctions for the one with the fewest possible cases.
    fn narrowest(&mut self, branch: &Branch, mut order: Vec<usize>) -> Narrowest {
        let properties = Properties::of(branch, &self.assertions);
        order.sort_by_key(|index| {
            let cases = branch.choices[*index].iter();
            cases.filter(|case| !branch.contradicts(case)).count()
        });
        let mut narrowest: Option<(usize, Vec<usize>)> = None;
        for index in order {
            let choice = Rc::clone(&branch.choices[index]);
            let mut open = Vec::new();
            let mut first = None;
            for (number, case) in choice.iter().enumerate() {
                if !self.budget.step() {
                    self.meet(Obstacle::Steps);
                    return Narrowest::Spent;
                }
                // One that is no narrower need not be looked at to the end.
                if narrowest.as_ref().is_some_and(|(_, fewest)| open.len() >= fewest.len()) {
                    break;
                }
                if self.rules_out(&properties, case) {
                    continue;
                }
                let Ok(case) = self.extended(branch, case) else { continue };
                match self.leaf(&case) {
                    Outcome::Empty => {}
                    Outcome::Instance(found) if self.meets_rest(&case, &found) => {
                        return Narrowest::Found(found);
                    }
                    found => {
                        open.push(number);
                        first.get_or_insert((case, found));
                    }
                }
            }
            match (open.len(), first) {
                (0, _) | (_, None) => return Narrowest::Closed,
                (1, Some((mut only, found))) => {
                    only.choices.swap_remove(index);
                    return Narrowest::Only(Box::new(only), found);
                }
                (count, _) if narrowest.as_ref().is_none_or(|(_, fewest)| count < fewest.len()) => {
                    narrowest = Some((index, open));
                }
                _ => {}
            }
        }
        narrowest.map_or(Narrowest::Decided, |(index, cases)| Narrowest::Choice(index, cases))
    }

    /// What the claims about the instance itself allow.
    fn leaf(&mut self, branch: &Branch) -> Outcome {
        match branch.kind {
            Kind::Null => self.solve_literal(&[Value::Null], &branch.leaves),
            Kind::Boolean => self.solve_literal(&[true.into(), false.into()], &branch.leaves),
            Kind::String => self.solve_text(&branch.leaves),
            Kind::Integer => self.solve_integer(&branch.leaves),
            Kind::Fraction => self.solve_fraction(&branch.leaves),
            Kind::Array => self.solve_array(&branch.leaves),
            Kind::Object => self.solve_object(&branch.leaves),
        }
    }

    fn solve_literal(&self, literals: &[Value], leaves: &[Claim]) -> Outcome {
        let mut opaque = false;
        let allowed = |literal: &&Value, opaque: &mut bool| {
            let literal = Constant::new((*literal).clone());
            leaves.iter().all(|(id, holds)| match self.assertions.get(*id) {
                Assertion::Values(values) => is_among(&literal, values) == *holds,
                _ => {
                    *opaque = true;
                    true
                }
            })
        };
        match literals.iter().find(|literal| allowed(literal, &mut opaque)) {
            None => Outcome::Empty,
            Some(_) if opaque => Outcome::Unknown,
            Some(literal) => Outcome::Instance(literal.clone()),
        }
    }
}
