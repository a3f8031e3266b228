//! How long a search may go on.

use std::cell::Cell;

/// What is too little to be a step of its own is counted in these.
const WORK_A_STEP: u64 = 16;

/// Steps that searches share. They are counted and not timed, so that an answer is the same on every
/// machine and in every run. A step is about what it takes to look up a claim in a table: half a
/// microsecond, more or less.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In sixteenths of a step.
    left: Cell<u64>,
}

impl Budget {
    pub(crate) fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps.saturating_mul(WORK_A_STEP)) }
    }

    /// Takes one step; `false` once the budget is spent.
    pub(crate) fn step(&self) -> bool {
        self.take(1)
    }

    /// Takes so many steps; `false` once the budget is spent.
    pub(crate) fn take(&self, steps: usize) -> bool {
        self.work((steps as u64).saturating_mul(WORK_A_STEP))
    }

    /// Takes so many sixteenths of a step; `false` once the budget is spent.
    pub(crate) fn work(&self, work: u64) -> bool {
        let after = self.left.get().saturating_sub(work);
        self.left.set(after);
        after > 0
    }

    /// The steps that are left.
    pub(crate) fn left(&self) -> u64 {
        self.left.get().div_ceil(WORK_A_STEP)
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left() == 0
    }
}
