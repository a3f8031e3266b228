//! Schemas as the prover reads them: assertions that are stored once, negated and combined.

mod assertion;
mod data;
mod decimal;
mod evaluated;
mod here;
mod kind;
mod read;
mod structure;

pub(crate) use assertion::{Assertion, AssertionId, Assertions, Constant, is_among};
pub(crate) use decimal::Decimal;
pub(crate) use evaluated::{Evaluated, Pending, evaluated_items, evaluated_properties};
pub(crate) use kind::{Kind, KindSet};
pub(crate) use read::read;
pub(crate) use structure::structure;
