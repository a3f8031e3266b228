//! Independent breaks, one after the other.

use serde_json::Value;

use super::{
    direction::Question,
    violation::{violated_places, violations},
};
use crate::{
    change::{self, Difference, patched},
    report::{Break, Change, Verdict},
    solve::Outcome,
    witness,
};

impl Question<'_> {
    /// The break that `first` shows, and those that remain when its cause is undone, and so on.
    pub(super) fn breaks(&self, first: Value, max: usize) -> Verdict {
        let mut listing = Listing {
            open: change::diff(self.accepting, self.rejecting),
            undone: Vec::new(),
            breaks: Vec::new(),
            max: max.max(1),
        };
        let mut next = Next::Witness(first);
        while let Next::Witness(document) = next {
            next = self.list(document, &mut listing);
        }
        let unexamined = match next {
            Next::Stopped => listing.open.len(),
            Next::Unclear => self.list_one_by_one(&mut listing),
            Next::Nothing | Next::Witness(_) => 0,
        };
        Verdict::Breaking { breaks: listing.breaks, unexamined }
    }

    /// Lists the break that the document shows, and looks for the next one.
    fn list(&self, document: Value, listing: &mut Listing) -> Next {
        let document = self.shrunk(document, &listing.undone);
        let Some(causes) = self.explain(&document, &listing.open, &listing.undone) else {
            if listing.breaks.is_empty() {
                let root = Some(String::new());
                let whole = Change { old: root.clone(), new: root };
                listing.breaks.push(self.found(document, vec![whole]));
            }
            return Next::Unclear;
        };
        let isolated = self.isolated(&causes, listing);
        let (document, causes) = isolated.unwrap_or((document, causes));
        let changes = causes.iter().filter_map(|cause| listing.open.get(*cause));
        let changes = changes.map(|difference| self.change(difference)).collect();
        listing.breaks.push(self.found(document, changes));
        for cause in causes.iter().rev() {
            listing.undone.push(listing.open.remove(*cause));
        }
        match listing.is_full() {
            true => Next::Stopped,
            false => self.witness_without(&listing.undone),
        }
    }

    /// Where it is not clear what remains with some differences undone: the breaks that are left when
    /// all differences but one are. Gives the number of differences of which that is not known.
    fn list_one_by_one(&self, listing: &mut Listing) -> usize {
        let mut unexamined = 0;
        for at in 0..listing.open.len() {
            let Some(alone) = listing.open.get(at) else { break };
            let others = listing.open.iter().enumerate().filter(|(other, _)| *other != at);
            let mut undone = listing.undone.clone();
            undone.extend(others.map(|(_, other)| other.clone()));
            match self.witness_without(&undone) {
                Next::Witness(document) if !listing.is_full() => {
                    let change = self.change(alone);
                    let document = self.shrunk(document, &undone);
                    listing.breaks.push(self.found(document, vec![change]));
                }
                Next::Nothing => {}
                _ => unexamined += 1,
            }
        }
        unexamined
    }

    /// A witness for one of the `causes` alone, if there is any: a document that would be accepted
    /// if only that one were undone. It shows a break more clearly than one that breaks twice.
    fn isolated(&self, causes: &[usize], listing: &Listing) -> Option<(Value, Vec<usize>)> {
        let Listing { open, undone, .. } = listing;
        if causes.len() < 2 && undone.is_empty() {
            return None;
        }
        causes.iter().find_map(|alone| {
            let without = self.without(&[open.get(*alone)?.clone()]);
            let found = self.witness(&[self.accepting, &without], self.rejecting, undone);
            let Next::Witness(document) = found else { return None };
            let is_alone = self.compile(&without)?.is_valid(&document);
            is_alone.then(|| (document, vec![*alone]))
        })
    }

    /// A witness that stays one when the differences in `undone` are undone.
    fn witness_without(&self, undone: &[Difference]) -> Next {
        self.witness(&[self.accepting], &self.without(undone), undone)
    }

    /// The rejecting schema with the differences in `undone` undone.
    fn without(&self, undone: &[Difference]) -> Value {
        patched(self.rejecting, self.accepting, undone)
    }

    fn witness(&self, accepting: &[&Value], rejecting: &Value, undone: &[Difference]) -> Next {
        if !self.budget.take(self.size) {
            return Next::Stopped;
        }
        let searched = witness::search(accepting, rejecting, self.formats_assert, &self.budget);
        match searched.outcome {
            Outcome::Empty => Next::Nothing,
            Outcome::Instance(document)
                if self.is_witness(&document) && !self.is_accepted(&document, undone) =>
            {
                Next::Witness(document)
            }
            _ if self.budget.is_spent() => Next::Stopped,
            _ => Next::Unclear,
        }
    }

    fn shrunk(&self, document: Value, undone: &[Difference]) -> Value {
        let Some(patched) = self.compile(&self.without(undone)) else { return document };
        witness::shrink(document, &self.budget, &mut |document| {
            self.is_witness(document) && !patched.is_valid(document)
        })
    }

    /// The fewest of the `open` differences that explain the witness; none where they cannot be told.
    fn explain(
        &self,
        document: &Value,
        open: &[Difference],
        undone: &[Difference],
    ) -> Option<Vec<usize>> {
        let places = violated_places(self.rejects, document);
        change::explain(open, &places, &mut |kept| {
            self.is_accepted(document, undone.iter().chain(kept.iter().copied()))
        })
    }

    /// Whether the rejecting schema would accept the document without these differences.
    fn is_accepted<'d>(
        &self,
        document: &Value,
        without: impl IntoIterator<Item = &'d Difference>,
    ) -> bool {
        let schema = patched(self.rejecting, self.accepting, without);
        self.compile(&schema).is_some_and(|schema| schema.is_valid(document))
    }

    fn found(&self, document: Value, changes: Vec<Change>) -> Break {
        let violations = violations(self.rejects, &document);
        Break { witness: Some(document), violations, changes }
    }

    fn change(&self, difference: &Difference) -> Change {
        let Difference { accepting, rejecting, .. } = difference.clone();
        self.direction.change(accepting, rejecting)
    }
}

/// The breaks that are found, and what is left to look at.
struct Listing {
    open: Vec<Difference>,
    undone: Vec<Difference>,
    breaks: Vec<Break>,
    max: usize,
}

impl Listing {
    fn is_full(&self) -> bool {
        self.breaks.len() >= self.max
    }
}

/// What a search for another break ended with.
enum Next {
    /// Another break.
    Witness(Value),
    /// There is none.
    Nothing,
    /// That is not known.
    Unclear,
    /// All that may be listed is, or all steps are taken.
    Stopped,
}
