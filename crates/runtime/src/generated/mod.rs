//! What generated code is written with: a macro for each kind of type, and the names that it uses.
//!
//! The macros list what is the same for every type of a kind, so that generated code reads as the
//! documentation, the structure, and a few lines that name its parts. Nothing here is for people to
//! call.
//!
//! What the macros name beside the names of generated types begins with underscores or is a path from
//! the root, as no such name does.

mod checked;
#[cfg(feature = "as-written")]
mod choice;
mod document;
#[cfg(feature = "as-written")]
mod format;
#[cfg(feature = "as-written")]
mod guarded;
mod list;
mod member;
mod number;
mod object;
mod rest;
mod text;
mod union;
mod words;
#[cfg(feature = "as-written")]
mod written;

pub use exact_schema_json::{Mismatch, NamedOutline, Outline, check_str, from_str};
pub use member::{Key, Names, OpenNames, read, read_list, read_optional};
pub use object::converted;
pub use rest::Rest;

pub use crate::contract::{Contract, Facts};
pub use crate::document::{Document, DocumentType, Tag, tag_of};
pub use crate::exact::{
    Automaton, CheckedSchema, InvalidValue, JsonList, JsonObject, JsonValue, ListRule, Made,
    Members, Null, NumberRule, OrNull, SignedRule, SmolStr, Tagged, TextRule, UnsignedRule, json,
    parsed, schema, tagged, twice,
};
#[cfg(feature = "as-written")]
pub use crate::exact::{
    Choice, JsonType, Number, WholeNumber, WholeRule, WrittenObject, WrittenValue,
};
pub use crate::fresh::Fresh;
#[cfg(feature = "as-written")]
pub use crate::{by_type, first_of, guarded_type, written_type};
pub use crate::{
    checked_type, document_type, integer_type, list_type, number_type, object_type, text_type,
    union_type, word_type,
};

/// The crates that the macros write paths into.
pub mod crates {
    #[cfg(feature = "chrono")]
    pub use chrono;
    #[cfg(feature = "uuid")]
    pub use uuid;
    pub use {schemars, serde, serde_json};
}
