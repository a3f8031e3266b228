//! Independent breaks, one after the other.

use std::cmp::Reverse;

use serde_json::Value;

use super::{
    direction::Question,
    violation::{violated_places, violations},
};
use crate::{
    change::{self, Difference, Suspects, patched},
    document::Judge,
    kind::Kind,
    report::{Break, Change, Verdict},
    solve::Outcome,
    witness,
};

/// Likely causes that are tried alone at once, and before it is looked for several that go together.
const LIKELY: usize = 8;
const TRIED_ALONE: usize = 40;
/// Likely causes for which a witness of their own is looked for.
const ISOLATED: usize = 3;

impl Question<'_> {
    /// The break that `first` shows, and those that remain when its cause is undone, and so on.
    pub(super) fn breaks(&self, first: Value, max: usize) -> Verdict {
        let slices = change::slices(self.accepting, self.rejecting);
        let slim = self.of_slices(&slices);
        let mut listing = Listing {
            open: change::diff(slim.accepting, slim.rejecting),
            undone: Vec::new(),
            rest: slim.without([]),
            breaks: Vec::new(),
            max: max.max(1),
        };
        let mut next = slim.witness_that_remains(listing.rest.as_ref());
        while let Next::Witness(document) = next {
            next = slim.list(document, &mut listing).unwrap_or(Next::Unclear);
        }
        // What shows only in documents that hold what is the same on both sides is left, if there is any.
        if let Next::Nothing | Next::Unclear = next {
            listing.widen(change::diff(self.accepting, self.rejecting));
            listing.rest = self.without(&listing.undone);
            next = match listing.undone.is_empty() {
                true => Next::Witness(first.clone()),
                false => self.witness_that_remains(listing.rest.as_ref()),
            };
            while let Next::Witness(document) = next {
                next = self.list_whole(document, &mut listing);
            }
        }
        if listing.breaks.is_empty() {
            listing.breaks.push(self.unexplained(first));
        }
        let unexamined = match next {
            Next::Stopped => listing.open.len(),
            Next::Unclear => self.list_one_by_one(&mut listing),
            Next::Nothing | Next::Witness(_) => 0,
        };
        // Who reviews a change wants to see first what hits most documents.
        listing.breaks.sort_by_key(|found| Reverse(found.severity()));
        Verdict::Breaking { breaks: listing.breaks, unexamined }
    }

    /// Lists the break that the document shows, and looks for the next one. Where nothing explains the only
    /// one, it is the whole schema that changed.
    fn list_whole(&self, document: Value, listing: &mut Listing) -> Next {
        if let Some(next) = self.list(document.clone(), listing) {
            return next;
        }
        if listing.breaks.is_empty() {
            listing.breaks.push(self.unexplained(document));
        }
        if self.budget.is_spent() { Next::Stopped } else { Next::Unclear }
    }

    /// Lists the break that the document shows, and looks for the next one. None where it is not explained.
    fn list(&self, document: Value, listing: &mut Listing) -> Option<Next> {
        let rest = listing.rest.as_ref()?;
        let document = self.shrunk(document, rest);
        let Explained { document, causes, rest } = self.explain(document, listing, rest)?;
        let changes = causes.iter().filter_map(|cause| listing.open.get(*cause));
        let changes = changes.map(|difference| self.change(difference)).collect();
        listing.breaks.push(self.found(document, changes));
        for cause in causes.iter().rev() {
            listing.undone.push(listing.open.remove(*cause));
        }
        if listing.breaks.len() >= listing.max {
            return Some(Next::Stopped);
        }
        listing.rest = rest.or_else(|| self.without(&listing.undone));
        Some(self.witness_that_remains(listing.rest.as_ref()))
    }

    /// The fewest of the open differences that explain a witness, in order, and that witness or one
    /// that shows them better. None where they cannot be told.
    fn explain(&self, document: Value, listing: &Listing, rest: &Edited) -> Option<Explained> {
        let suspects = Suspects::new(&listing.open, &violated_places(self.rejects, &document));
        let is_accepted = |kept: &[usize]| {
            let kept = kept.iter().filter_map(|index| listing.open.get(*index));
            let without = self.without(listing.undone.iter().chain(kept))?;
            without.judge.accepts(&document).then_some(without)
        };
        let explained = |document, causes, rest| Explained { document, causes, rest };
        for cause in suspects.each().take(LIKELY) {
            let Some(after) = is_accepted(&[cause]) else { continue };
            // Where nothing is undone yet, it is alone.
            let is_alone = listing.undone.is_empty()
                || self.without([listing.open.get(cause)?])?.judge.accepts(&document);
            let isolated = if is_alone { None } else { self.isolated(cause, listing, rest) };
            return Some(explained(isolated.unwrap_or(document), vec![cause], Some(after)));
        }
        for cause in suspects.each().take(ISOLATED) {
            if let Some(document) = self.isolated(cause, listing, rest) {
                return Some(explained(document, vec![cause], None));
            }
        }
        let mut others = suspects.each().take(TRIED_ALONE).skip(LIKELY);
        let causes = match others.find(|it| is_accepted(&[*it]).is_some()) {
            Some(cause) => vec![cause],
            None => suspects.least(&mut |kept| is_accepted(kept).is_some())?,
        };
        Some(explained(document, causes, None))
    }

    /// A witness for that difference alone, if there is any: a document that would be accepted if only
    /// it were undone. It shows a break more clearly than one that breaks twice.
    fn isolated(&self, cause: usize, listing: &Listing, rest: &Edited) -> Option<Value> {
        let alone = self.without([listing.open.get(cause)?])?;
        let found = self.witness(&[self.accepting, &alone.schema], self.rejecting, rest);
        let Next::Witness(document) = found else { return None };
        alone.judge.accepts(&document).then_some(document)
    }

    /// Where it is not clear what remains with some differences undone: the breaks that are left when
    /// all differences but one are. Gives the number of differences of which that is not known.
    fn list_one_by_one(&self, listing: &mut Listing) -> usize {
        let mut unexamined = 0;
        for (at, alone) in listing.open.iter().enumerate() {
            if self.budget.is_spent() {
                return unexamined + listing.open.len() - at;
            }
            let others = listing.open.iter().enumerate().filter(|(other, _)| *other != at);
            let undone = listing.undone.iter().chain(others.map(|(_, other)| other));
            match self.witness_that_remains(self.without(undone).as_ref()) {
                Next::Witness(document) if listing.breaks.len() < listing.max => {
                    listing.breaks.push(self.found(document, vec![self.change(alone)]));
                }
                Next::Nothing => {}
                _ => unexamined += 1,
            }
        }
        unexamined
    }

    /// A witness that stays one when some differences are undone, as they are in `rest`.
    fn witness_that_remains(&self, rest: Option<&Edited>) -> Next {
        match rest {
            Some(rest) => self.witness(&[self.accepting], &rest.schema, rest),
            None if self.budget.is_spent() => Next::Stopped,
            None => Next::Unclear,
        }
    }

    /// The rejecting schema with the differences in `undone` undone, if that is still a schema.
    fn without<'d>(&self, undone: impl IntoIterator<Item = &'d Difference>) -> Option<Edited> {
        if !self.budget.take(self.cost_of_reading()) {
            return None;
        }
        let schema = patched(self.rejecting, &self.targets, self.accepting, undone);
        let judge = Judge::new(&schema, self.formats_assert).ok()?;
        Some(Edited { schema, judge })
    }

    /// A witness that all of `accepting` accept, and `rejecting` and `rest` reject.
    fn witness(&self, accepting: &[&Value], rejecting: &Value, rest: &Edited) -> Next {
        if !self.budget.take(self.cost_of_reading()) {
            return Next::Stopped;
        }
        let searched =
            witness::search(accepting, rejecting, &self.words, self.formats_assert, &self.budget);
        match searched.outcome {
            Outcome::Empty => Next::Nothing,
            Outcome::Instance(document)
                if self.is_witness(&document) && rest.judge.rejects(&document) =>
            {
                Next::Witness(document)
            }
            _ if self.budget.is_spent() => Next::Stopped,
            _ => Next::Unclear,
        }
    }

    /// A small and readable document that shows what the document shows.
    fn shrunk(&self, document: Value, rest: &Edited) -> Value {
        let mut is_witness =
            |document: &Value| self.is_witness(document) && rest.judge.rejects(document);
        let cost = self.cost_of_check();
        let small = witness::shrink(document, &self.budget, cost, &mut is_witness);
        witness::polish(small, &self.budget, cost, &mut is_witness)
    }

    fn unexplained(&self, document: Value) -> Break {
        let root = Some(String::new());
        self.found(document, vec![Change::at(root.clone(), root)])
    }

    fn found(&self, document: Value, changes: Vec<Change>) -> Break {
        let violations = violations(self.rejects, &document);
        let kinds = Kind::of(&changes, self.direction);
        Break { witness: Some(document), violations, changes, kinds, accepted: false }
    }

    fn change(&self, difference: &Difference) -> Change {
        let Difference { accepting, rejecting, .. } = difference.clone();
        self.direction.change(accepting, rejecting)
    }
}

/// The rejecting schema with some differences undone.
struct Edited {
    schema: Value,
    judge: Judge,
}

/// The breaks that are found, and what is left to look at.
struct Listing {
    open: Vec<Difference>,
    undone: Vec<Difference>,
    /// The rejecting schema with these undone, if that is still a schema.
    rest: Option<Edited>,
    breaks: Vec<Break>,
    max: usize,
}

impl Listing {
    /// Takes up all differences of the whole schemas; those that are undone stay it.
    fn widen(&mut self, all: Vec<Difference>) {
        let is_undone = |it: &Difference| self.undone.iter().any(|undone| undone.is_at(it));
        (self.undone, self.open) = all.into_iter().partition(is_undone);
    }
}

/// A witness, and what causes it.
struct Explained {
    document: Value,
    /// Among the open differences, in order.
    causes: Vec<usize>,
    /// The rejecting schema with these undone, too, where that is known.
    rest: Option<Edited>,
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
