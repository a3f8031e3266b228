//! The types of a contract: by Rust type, and by name.

mod document_type;
mod tag;
mod unknown_type;

use std::fmt::Debug;

pub use document_type::{Direction, DocumentType};
pub use exact_schema_json::Mismatch;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
pub use tag::{Tag, tag_of};
pub use unknown_type::UnknownType;

use crate::contract::Contract;

/// A type that a schema of a contract describes. Generated code implements it; nothing else can keep
/// the promise that the type reads exactly what its schema accepts.
///
/// ```
/// use exact_schema_runtime::Document;
/// use parcel_events::ParcelEvent;
///
/// assert_eq!(ParcelEvent::TITLE, "ParcelEvent");
/// assert_eq!(ParcelEvent::FILE, "parcel-event.schema.json");
/// ```
pub trait Document:
    DeserializeOwned + Serialize + JsonSchema + PartialEq + Debug + 'static
{
    /// The title of the schema, which is the type's name in every language.
    const TITLE: &'static str;

    /// The name of the schema file.
    const FILE: &'static str;

    /// For a union, what tells its branches apart.
    const TAG: Option<Tag> = None;

    /// The contract that the type belongs to.
    fn contract() -> &'static Contract;

    /// Reads a value from JSON text, in one pass.
    ///
    /// This is the fast half of [`decode`](crate::decode), which explains what is wrong where it
    /// fails.
    ///
    /// # Errors
    ///
    /// That the text is not such a value.
    fn read(text: &str) -> Result<Self, Mismatch>;

    /// Tells whether a text is such a value, as [`read`](Self::read) does, and keeps nothing of its lists
    /// and free-form members.
    ///
    /// # Errors
    ///
    /// That the text is not such a value.
    fn check(text: &str) -> Result<(), Mismatch>;
}
