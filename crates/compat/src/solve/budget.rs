//! How long a search may go on.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

/// Steps and time that searches share. Steps keep the result the same on every machine; the
/// deadline is for schemas on which the steps take too long.
#[derive(Debug)]
pub(crate) struct Budget {
    steps: Cell<u64>,
    deadline: Option<Instant>,
    expired: Cell<bool>,
}

impl Budget {
    pub(crate) fn new(steps: u64, deadline: Option<Instant>) -> Self {
        Self { steps: Cell::new(steps), deadline, expired: Cell::new(false) }
    }

    /// The deadline `limit` from now, where it can be told.
    pub(crate) fn deadline_in(limit: Duration) -> Option<Instant> {
        Instant::now().checked_add(limit)
    }

    /// Takes one step; `false` once the budget is spent.
    pub(crate) fn step(&self) -> bool {
        let left = self.steps.get();
        if left == 0 || self.expired.get() {
            return false;
        }
        self.steps.set(left - 1);
        // Reading the clock costs more than a step.
        if left.is_multiple_of(64) {
            self.check_deadline();
        }
        true
    }

    /// Whether anything is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.check_deadline();
        self.steps.get() == 0 || self.expired.get()
    }

    fn check_deadline(&self) {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            self.expired.set(true);
        }
    }
}
