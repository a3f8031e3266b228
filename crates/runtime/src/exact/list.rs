//! Arrays with rules.

use std::collections::BTreeSet;

use super::InvalidValue;

/// What an array must be.
#[derive(Clone, Copy, Debug)]
pub struct ListRule {
    type_name: &'static str,
    expected: &'static str,
    min_items: usize,
    max_items: usize,
}

impl ListRule {
    /// An array of any length. `type_name` is the type that the rule is for; `expected` is the rule in
    /// words, to follow "expected".
    #[must_use]
    pub const fn new(type_name: &'static str, expected: &'static str) -> Self {
        Self { type_name, expected, min_items: 0, max_items: usize::MAX }
    }

    /// With a least and a greatest number of items.
    #[must_use]
    pub const fn length(self, least: usize, most: usize) -> Self {
        Self { min_items: least, max_items: most, ..self }
    }

    /// Checks how many items there are.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn check<T>(&self, items: &[T]) -> Result<(), InvalidValue> {
        if (self.min_items..=self.max_items).contains(&items.len()) {
            Ok(())
        } else {
            Err(InvalidValue::expected(self.type_name, self.expected))
        }
    }

    /// Checks how many items there are, and that no two of them are equal.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn check_distinct<T: Ord>(&self, items: &[T]) -> Result<(), InvalidValue> {
        self.check(items)?;
        if items.iter().collect::<BTreeSet<_>>().len() == items.len() {
            Ok(())
        } else {
            Err(InvalidValue::expected(self.type_name, self.expected))
        }
    }
}
