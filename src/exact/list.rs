//! Arrays with rules.

use std::collections::BTreeSet;

use super::InvalidValue;

/// What an array must be.
#[derive(Clone, Copy, Debug)]
pub struct ListRule {
    /// The type that the rule is for.
    pub type_name: &'static str,
    /// The rule in words, to follow "expected".
    pub expected: &'static str,
    /// The least number of items.
    pub min_items: usize,
    /// The greatest number of items.
    pub max_items: usize,
}

impl ListRule {
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

    /// Checks that no two items are equal.
    ///
    /// # Errors
    ///
    /// Says what was expected.
    pub fn check_distinct<T: Ord>(&self, items: &[T]) -> Result<(), InvalidValue> {
        if items.iter().collect::<BTreeSet<_>>().len() == items.len() {
            Ok(())
        } else {
            Err(InvalidValue::expected(self.type_name, self.expected))
        }
    }
}

/// The same items without room for more: a document that was read is rarely added to, and often
/// kept.
#[must_use]
pub fn shrunk<T>(mut items: Vec<T>) -> Vec<T> {
    items.shrink_to_fit();
    items
}
