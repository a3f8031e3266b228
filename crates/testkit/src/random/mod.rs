//! Random schemas, random documents for them, and random damage to both.

mod damage;
mod dice;
mod documents;
mod schemas;
mod words;

pub use damage::damaged;
pub use dice::Dice;
pub use documents::document;
pub use schemas::{any_schema, any_value, first, runner, typed_schema};
