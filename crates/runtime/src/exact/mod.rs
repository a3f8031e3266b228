//! What generated types stand on: rules for scalars and arrays, free JSON, tagged unions and
//! schemas that run.
//!
//! Generated code uses this module, which is why it is public; nothing else needs it, except for
//! [`JsonObject`], [`JsonValue`] and [`InvalidValue`].

mod automaton;
mod checked;
#[cfg(feature = "as-written")]
mod choice;
#[cfg(feature = "as-written")]
mod decimal;
mod held;
mod invalid;
mod json;
mod json_list;
mod list;
mod number;
mod sorted;
mod tagged;
mod text;
#[cfg(feature = "as-written")]
mod whole;
#[cfg(feature = "as-written")]
mod written;
#[cfg(feature = "as-written")]
mod written_value;

pub use automaton::Automaton;
pub use checked::CheckedSchema;
#[cfg(feature = "as-written")]
pub use choice::{Choice, JsonType};
pub use invalid::{InvalidValue, twice};
pub use json::{JsonObject, JsonValue, Made, Members, Null, OrNull, json, schema};
pub use json_list::JsonList;
pub use list::ListRule;
pub use number::{NumberRule, SignedRule, UnsignedRule};
pub use smol_str::SmolStr;
pub use tagged::{Tagged, tagged};
pub use text::{TextRule, parsed};
#[cfg(feature = "as-written")]
pub use whole::{WholeNumber, WholeRule};
#[cfg(feature = "as-written")]
pub use written::Number;
#[cfg(feature = "as-written")]
pub use written_value::{WrittenObject, WrittenValue};
