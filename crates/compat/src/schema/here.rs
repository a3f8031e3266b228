//! The schemas that are being read for one and the same instance.

/// The places of these schemas, outermost first. A reference from one of them back to another leads
/// to no part of the instance, so that no recursion over instances ends it.
#[derive(Debug, Default)]
pub(super) struct Here {
    open: Vec<Open>,
    /// The outermost place, counted from there, that was referred back to since the innermost schema
    /// was entered.
    leaned_on: Option<usize>,
    negated: bool,
}

#[derive(Debug)]
struct Open {
    pointer: String,
    /// What was referred back to before the schema was entered.
    leaned_on: Option<usize>,
}

impl Here {
    pub(super) fn holds(&self, pointer: &str) -> bool {
        self.open.iter().any(|open| open.pointer == pointer)
    }

    pub(super) fn enter(&mut self, pointer: &str) {
        let leaned_on = self.leaned_on.take();
        self.open.push(Open { pointer: pointer.to_owned(), leaned_on });
    }

    /// Leaves the innermost schema; gives whether what was read of it stands alone, and does not lean
    /// on one around it.
    pub(super) fn leave(&mut self) -> bool {
        let before = self.open.pop().and_then(|open| open.leaned_on);
        let outer = self.leaned_on.filter(|place| *place < self.open.len());
        self.leaned_on = outermost(before, outer);
        outer.is_none()
    }

    /// Notes that the schema at the pointer was referred back to.
    pub(super) fn lean_on(&mut self, pointer: &str) {
        let place = self.open.iter().position(|open| open.pointer == pointer);
        self.leaned_on = outermost(self.leaned_on, place);
    }

    /// Whether some schema on the way here may fail while the one around it holds.
    pub(super) fn is_negated(&self) -> bool {
        self.negated
    }

    /// Enters what is negated; gives what was so before.
    pub(super) fn negate(&mut self) -> bool {
        std::mem::replace(&mut self.negated, true)
    }

    /// Goes back to what was so before.
    pub(super) fn negated_from(&mut self, before: bool) {
        self.negated = before;
    }
}

fn outermost(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one.into_iter().chain(other).min()
}
