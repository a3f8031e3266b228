//! Decides one direction: whether one schema accepts whatever the other accepts.

use std::rc::Rc;

use serde_json::Value;

use super::{STEPS_TO_DECIDE, STEPS_TO_GUESS, STEPS_TO_LIST};
use crate::kind::Direction;
use crate::{
    change::Targets,
    document::Judge,
    options::Options,
    report::{Change, Verdict},
    solve::{Budget, Obstacle, Outcome},
    witness,
};

impl Direction {
    pub(super) fn decide(self, old: &Value, new: &Value, options: &Options) -> Verdict {
        let (accepting, rejecting) = match self {
            Self::Backward => (old, new),
            Self::Forward => (new, old),
        };
        let formats_assert = !options.annotate_formats;
        let compiled = [accepting, rejecting].map(|schema| Judge::new(schema, formats_assert));
        let [Ok(accepts), Ok(rejects)] = &compiled else {
            return Verdict::Undetermined {
                reason: "a schema cannot be compiled with these options".to_owned(),
            };
        };
        let mut question = Question {
            direction: self,
            accepting,
            rejecting,
            accepts,
            rejects,
            formats_assert,
            budget: Rc::new(Budget::new(STEPS_TO_DECIDE)),
            size: size(old) + size(new),
            words: witness::words([accepting, rejecting]),
            targets: Targets::of(rejecting),
        };
        match question.first_witness() {
            Search::Included => Verdict::Compatible,
            Search::Witness(witness) => {
                question.budget = Rc::new(Budget::new(STEPS_TO_LIST));
                question.breaks(witness, options.max_breaks)
            }
            Search::Unknown(reason) => Verdict::Undetermined { reason },
        }
    }
}

/// The question whether the rejecting schema accepts all that the accepting one accepts.
pub(super) struct Question<'a> {
    pub(super) direction: Direction,
    pub(super) accepting: &'a Value,
    pub(super) rejecting: &'a Value,
    accepts: &'a Judge,
    pub(super) rejects: &'a Judge,
    pub(super) formats_assert: bool,
    pub(super) budget: Rc<Budget>,
    /// The number of values in both schemas.
    pub(super) size: usize,
    /// Strings of the authors of both schemas.
    pub(super) words: Vec<String>,
    /// What references in the rejecting schema lead to.
    pub(super) targets: Targets,
}

/// What a search for a witness ended with.
enum Search {
    Included,
    Witness(Value),
    Unknown(String),
}

impl Direction {
    /// The places of a difference, told apart by who is old.
    pub(super) fn change(self, accepting: Option<String>, rejecting: Option<String>) -> Change {
        match self {
            Self::Backward => Change::at(accepting, rejecting),
            Self::Forward => Change::at(rejecting, accepting),
        }
    }
}

/// The number of values in `value`, itself included.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

impl Question<'_> {
    /// The same question about less of the schemas: see [`slices`](crate::change::slices). What is a witness is
    /// still told by the whole ones.
    pub(super) fn of_slices<'q>(&'q self, slices: &'q [Value; 2]) -> Question<'q> {
        let [accepting, rejecting] = slices;
        Question {
            accepting,
            rejecting,
            budget: Rc::clone(&self.budget),
            size: size(accepting) + size(rejecting),
            words: self.words.clone(),
            targets: Targets::of(rejecting),
            ..*self
        }
    }

    /// Whether the accepting schema accepts the document, and the rejecting one does not.
    pub(super) fn is_witness(&self, document: &Value) -> bool {
        self.accepts.accepts(document) && self.rejects.rejects(document)
    }

    /// About the steps that it takes to edit a schema and to read it.
    pub(super) fn cost_of_reading(&self) -> usize {
        5 * self.size
    }

    /// About the steps that it takes validators to look at a document.
    pub(super) fn cost_of_check(&self) -> usize {
        1 + self.size / 8
    }

    fn first_witness(&self) -> Search {
        let searched = witness::search(
            &[self.accepting],
            self.rejecting,
            &self.words,
            self.formats_assert,
            &self.budget,
        );
        match searched.outcome {
            Outcome::Empty => return Search::Included,
            Outcome::Instance(document) if self.is_witness(&document) => {
                return Search::Witness(document);
            }
            _ => {}
        }
        let found = witness::mutate(
            [self.accepting, self.rejecting],
            self.formats_assert,
            &Budget::new(STEPS_TO_GUESS),
            self.cost_of_check(),
            &mut |document| self.is_witness(document),
        );
        match found {
            Some(document) => Search::Witness(document),
            None => Search::Unknown(match searched.obstacle {
                Some(obstacle) => obstacle.to_string(),
                None if self.budget.is_spent() => Obstacle::Steps.to_string(),
                None => {
                    "no proof of inclusion was found, and no document that contradicts it".into()
                }
            }),
        }
    }
}
