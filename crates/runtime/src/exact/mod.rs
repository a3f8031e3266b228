//! What generated types stand on: rules for scalars and arrays, free JSON, tagged unions and
//! schemas that run.
//!
//! Generated code uses this module, which is why it is public; nothing else needs it, except for
//! [`JsonObject`], [`JsonValue`] and [`InvalidValue`].

mod automaton;
mod checked;
mod held;
mod invalid;
mod json;
mod json_list;
mod list;
mod number;
mod sorted;
mod tagged;
mod text;

pub use automaton::Automaton;
pub use checked::CheckedSchema;
pub use invalid::{InvalidValue, twice};
pub use json::{JsonObject, JsonValue, Made, Members, Null, OrNull, json, schema};
pub use json_list::JsonList;
pub use list::ListRule;
pub use number::{NumberRule, SignedRule, UnsignedRule};
pub use smol_str::SmolStr;
pub use tagged::{Tagged, tagged};
pub use text::{TextRule, parsed};
