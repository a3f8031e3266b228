//! Decides one direction: whether one schema accepts whatever the other accepts.

use jsonschema::Validator;
use serde_json::Value;

use crate::{
    document::validator,
    options::Options,
    report::Verdict,
    solve::{Budget, Outcome},
    witness,
};

/// Which of the schemas must accept what the other accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Backward,
    Forward,
}

const TOO_LARGE: &str = "the schemas are too large to decide in the time allowed";

impl Direction {
    pub(super) fn decide(
        self,
        old: &Value,
        new: &Value,
        options: &Options,
        budget: &Budget,
    ) -> Verdict {
        if old == new {
            return Verdict::Compatible;
        }
        let (accepting, rejecting) = match self {
            Self::Backward => (old, new),
            Self::Forward => (new, old),
        };
        let formats_assert = !options.annotate_formats;
        let compiled = [accepting, rejecting].map(|schema| validator(schema, formats_assert));
        let [Ok(accepts), Ok(rejects)] = &compiled else {
            return Verdict::Undetermined {
                reason: "a schema cannot be compiled with these options".to_owned(),
            };
        };
        let question = Question {
            direction: self,
            accepting,
            rejecting,
            accepts,
            rejects,
            formats_assert,
            budget,
        };
        match question.first_witness() {
            Search::Included => Verdict::Compatible,
            Search::Witness(witness) => {
                Verdict::Breaking { breaks: question.breaks(witness, options.max_breaks) }
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
    accepts: &'a Validator,
    pub(super) rejects: &'a Validator,
    pub(super) formats_assert: bool,
    pub(super) budget: &'a Budget,
}

/// What a search for a witness ended with.
enum Search {
    Included,
    Witness(Value),
    Unknown(String),
}

impl Question<'_> {
    /// Whether the accepting schema accepts the document, and the rejecting one does not.
    pub(super) fn is_witness(&self, document: &Value) -> bool {
        self.accepts.is_valid(document) && !self.rejects.is_valid(document)
    }

    fn first_witness(&self) -> Search {
        let searched =
            witness::search(&[self.accepting], self.rejecting, self.formats_assert, self.budget);
        match searched {
            Outcome::Empty => return Search::Included,
            Outcome::Instance(document) if self.is_witness(&document) => {
                return Search::Witness(document);
            }
            _ => {}
        }
        if self.budget.is_spent() {
            return Search::Unknown(TOO_LARGE.to_owned());
        }
        let found = witness::mutate(
            [self.accepting, self.rejecting],
            self.formats_assert,
            self.budget,
            &mut |document| self.is_witness(document),
        );
        match found {
            Some(document) => Search::Witness(document),
            None if self.budget.is_spent() => Search::Unknown(TOO_LARGE.to_owned()),
            None => Search::Unknown(
                "no proof of inclusion was found, and no document that contradicts it".to_owned(),
            ),
        }
    }
}
