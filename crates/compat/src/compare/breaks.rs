//! Independent breaks, one after the other.

use jsonschema::Validator;
use serde_json::Value;

use super::{
    direction::{Direction, Question},
    violation::violations,
};
use crate::{
    change::{self, Difference, patched},
    document::validator,
    report::{Break, Change},
    solve::Outcome,
    witness,
};

impl Question<'_> {
    /// The break that `first` shows, and those that remain when its cause is undone, and so on.
    pub(super) fn breaks(&self, first: Value, max: usize) -> Vec<Break> {
        let mut open = change::diff(self.accepting, self.rejecting);
        let mut undone: Vec<Difference> = Vec::new();
        let mut breaks = Vec::new();
        let mut next = Some(first);
        while let Some(document) = next.take() {
            let document = self.shrunk(document, &undone);
            let Some(causes) = self.explain(&document, &open, &undone) else {
                let root = Some(String::new());
                breaks.push(self.found(document, vec![Change { old: root.clone(), new: root }]));
                break;
            };
            let (document, causes) =
                self.isolated(&causes, &open, &undone).unwrap_or((document, causes));
            let changes = causes.iter().filter_map(|cause| open.get(*cause));
            let changes = changes.map(|difference| self.change(difference)).collect();
            breaks.push(self.found(document, changes));
            for cause in causes.iter().rev() {
                undone.push(open.remove(*cause));
            }
            if breaks.len() >= max.max(1) {
                break;
            }
            next = self.witness_without(&undone);
        }
        breaks
    }

    /// A witness for one of the `causes` alone, if there is any: a document that would be accepted
    /// if only that one were undone. It shows a break more clearly than one that breaks twice.
    fn isolated(
        &self,
        causes: &[usize],
        open: &[Difference],
        undone: &[Difference],
    ) -> Option<(Value, Vec<usize>)> {
        if causes.len() < 2 && undone.is_empty() {
            return None;
        }
        causes.iter().find_map(|alone| {
            let without = self.without(&[open.get(*alone)?.clone()]);
            let document = self.witness(&[self.accepting, &without], self.rejecting, undone)?;
            let is_alone = self.compile(&without)?.is_valid(&document);
            is_alone.then(|| (document, vec![*alone]))
        })
    }

    /// A witness that stays one when the differences in `undone` are undone.
    fn witness_without(&self, undone: &[Difference]) -> Option<Value> {
        self.witness(&[self.accepting], &self.without(undone), undone)
    }

    /// The rejecting schema with the differences in `undone` undone.
    fn without(&self, undone: &[Difference]) -> Value {
        patched(self.rejecting, self.accepting, undone)
    }

    fn witness(
        &self,
        accepting: &[&Value],
        rejecting: &Value,
        undone: &[Difference],
    ) -> Option<Value> {
        let searched = witness::search(accepting, rejecting, self.formats_assert, self.budget);
        let Outcome::Instance(document) = searched else { return None };
        let stays = self.is_witness(&document) && !self.is_accepted(&document, undone.iter());
        stays.then_some(document)
    }

    fn shrunk(&self, document: Value, undone: &[Difference]) -> Value {
        let Some(patched) = self.compile(&self.without(undone)) else { return document };
        witness::shrink(document, &mut |document| {
            self.budget.step() && self.is_witness(document) && !patched.is_valid(document)
        })
    }

    /// The fewest of the `open` differences that explain the witness.
    fn explain(
        &self,
        document: &Value,
        open: &[Difference],
        undone: &[Difference],
    ) -> Option<Vec<usize>> {
        change::explain(open, &mut |kept| {
            self.is_accepted(document, undone.iter().chain(kept.iter().copied()))
        })
    }

    /// Whether the rejecting schema would accept the document without these differences.
    fn is_accepted<'d>(
        &self,
        document: &Value,
        without: impl Iterator<Item = &'d Difference>,
    ) -> bool {
        let schema = patched(self.rejecting, self.accepting, without);
        !self.budget.is_spent()
            && self.compile(&schema).is_some_and(|schema| schema.is_valid(document))
    }

    /// Compiles an edited schema, if it is still one.
    fn compile(&self, schema: &Value) -> Option<Validator> {
        validator(schema, self.formats_assert).ok()
    }

    fn found(&self, document: Value, changes: Vec<Change>) -> Break {
        let violations = violations(self.rejects, &document);
        Break { witness: Some(document), violations, changes }
    }

    fn change(&self, difference: &Difference) -> Change {
        let Difference { accepting, rejecting, .. } = difference.clone();
        match self.direction {
            Direction::Backward => Change { old: accepting, new: rejecting },
            Direction::Forward => Change { old: rejecting, new: accepting },
        }
    }
}
