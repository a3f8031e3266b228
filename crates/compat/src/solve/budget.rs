//! How long a search may go on.

use std::cell::Cell;

/// Steps that searches share. They are counted and not timed, so that an answer is the same on every
/// machine and in every run. A step is about what it takes to look up a claim in a table.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
}

impl Budget {
    pub(crate) fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps) }
    }

    /// Takes one step; `false` once the budget is spent.
    pub(crate) fn step(&self) -> bool {
        self.take(1)
    }

    /// Takes so many steps; `false` once the budget is spent.
    pub(crate) fn take(&self, steps: usize) -> bool {
        let left = self.left.get();
        let after = left.saturating_sub(steps as u64);
        self.left.set(after);
        after > 0
    }

    /// The steps that are left.
    pub(crate) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left() == 0
    }
}
