//! What attributes say.

use super::export::{AnyValue, Span};

impl<'t> Span<'t> {
    fn value(&self, name: &str) -> Option<&AnyValue<'t>> {
        self.attributes.iter().find(|it| it.key == name).map(|it| &it.value)
    }

    /// The first of these attributes that is a text, and not an empty one.
    pub fn text_of(&self, names: &[&str]) -> Option<&str> {
        let text = |name: &&str| self.value(name)?.string_value.as_deref();
        names.iter().filter_map(text).find(|it| !it.is_empty())
    }

    /// The first of these attributes that is a whole number of things, however it is spelled.
    pub fn count_of(&self, names: &[&str]) -> Option<u64> {
        let count = |name: &&str| {
            let value = self.value(name)?;
            let whole = value.int_value.and_then(|it| u64::try_from(it.0).ok());
            // Some write every number as a double.
            let double = value.double_value.filter(|it| *it >= 0.0 && it.fract() == 0.0);
            whole.or(double.map(|it| it as u64))
        };
        names.iter().find_map(count)
    }

    /// The first of these attributes that is a number that is not negative.
    pub fn amount_of(&self, names: &[&str]) -> Option<f64> {
        let amount = |name: &&str| {
            let value = self.value(name)?;
            let whole = value.int_value.map(|it| it.0 as f64);
            value.double_value.or(whole).filter(|it| it.is_finite() && *it >= 0.0)
        };
        names.iter().find_map(amount)
    }
}
