//! A type of a contract, chosen at run time.

use std::fmt;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::{Document, Tag, tag_of};
use crate::contract::Contract;
use crate::decode::{check, decode};
use crate::rejection::Rejection;

/// Which half of a contract a schema states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// What is read.
    Accept,
    /// What is written: defaults are filled in, and a value has one form where several are read.
    Emit,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Accept => "accept",
            Self::Emit => "emit",
        })
    }
}

/// A type of a contract, chosen at run time.
///
/// ```
/// use parcel_events::CONTRACT;
///
/// let kind = CONTRACT.type_named("ParcelEvent")?;
/// assert!(kind.check(b"{}").is_err());
/// assert_eq!(kind.tag().map(|tag| tag.member), Some("kind"));
/// # Ok::<(), exact_schema_runtime::UnknownType>(())
/// ```
#[derive(Clone, Copy)]
pub struct DocumentType {
    title: &'static str,
    file: &'static str,
    tag: Option<Tag>,
    contract: fn() -> &'static Contract,
    check: fn(&[u8]) -> Result<(), Rejection>,
    encode: fn(&[u8]) -> Result<Value, Rejection>,
    rewrite: fn(&[u8]) -> Result<Vec<u8>, Rejection>,
    schema: fn(Direction) -> Value,
}

impl DocumentType {
    /// The run-time face of a type.
    #[must_use]
    pub const fn of<T: Document>() -> Self {
        Self {
            title: T::TITLE,
            file: T::FILE,
            tag: T::TAG,
            contract: T::contract,
            check: check::<T>,
            encode: encode::<T>,
            rewrite: rewrite::<T>,
            schema: schema::<T>,
        }
    }

    /// The title of the schema.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.title
    }

    /// The name of the schema file.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.file
    }

    /// The name of the schema file without `.schema.json`: the title in kebab case.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.file.strip_suffix(".schema.json").unwrap_or(self.file)
    }

    /// The contract that the type belongs to.
    #[must_use]
    pub fn contract(self) -> &'static Contract {
        (self.contract)()
    }

    /// Whether `bytes` are a document of this type.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, as [`decode`] says it.
    pub fn check(self, bytes: &[u8]) -> Result<(), Rejection> {
        (self.check)(bytes)
    }

    /// The document in `bytes` as the Rust type writes it: with defaults filled in.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, as [`decode`] says it.
    pub fn encode(self, bytes: &[u8]) -> Result<Value, Rejection> {
        (self.encode)(bytes)
    }

    /// The document in `bytes` as the text that the Rust type writes, which is the same for every document
    /// that means the same: compact, members in the order of the schema, defaults filled in.
    ///
    /// ```
    /// use parcel_events::CONTRACT;
    ///
    /// let kind = CONTRACT.type_named("Delivered")?;
    /// let text = r#"{ "kind": "delivered", "at": "2026-03-15T14:05:00Z", "parcel_id": "PCL-00000017" }"#;
    /// assert_eq!(
    ///     kind.rewrite(text.as_bytes()).unwrap(),
    ///     br#"{"parcel_id":"PCL-00000017","at":"2026-03-15T14:05:00Z","kind":"delivered"}"#,
    /// );
    /// # Ok::<(), exact_schema_runtime::UnknownType>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, as [`decode`] says it.
    pub fn rewrite(self, bytes: &[u8]) -> Result<Vec<u8>, Rejection> {
        (self.rewrite)(bytes)
    }

    /// The JSON Schema 2020-12 that the Rust type emits of itself, as schemars derives it.
    #[must_use]
    pub fn schema(self, direction: Direction) -> Value {
        (self.schema)(direction)
    }

    /// For a union, what tells its branches apart.
    #[must_use]
    pub fn tag(self) -> Option<Tag> {
        self.tag
    }

    /// For a union, the type of the branch that the document's tag names, as far as it has one.
    ///
    /// ```
    /// use parcel_events::CONTRACT;
    ///
    /// let any = CONTRACT.type_named("ParcelEvent")?;
    /// let branch = any.branch_of(br#"{"at": 1, "kind": "delivered"}"#);
    /// assert_eq!(branch.map(|it| it.title()), Some("Delivered"));
    /// # Ok::<(), exact_schema_runtime::UnknownType>(())
    /// ```
    #[must_use]
    pub fn branch_of(self, bytes: &[u8]) -> Option<Self> {
        let tag = self.tag?;
        let value = tag_of(std::str::from_utf8(bytes).ok()?, tag.member)?;
        let (_, title) = tag.branches.iter().find(|(name, _)| *name == value)?;
        self.contract().type_named(title).ok()
    }
}

fn encode<T: Document>(bytes: &[u8]) -> Result<Value, Rejection> {
    let value: T = decode(bytes)?;
    serde_json::to_value(value).map_err(|why| {
        // The names of members are strings and all numbers are finite, so that this does not fail.
        Rejection::of_defect::<T>(why.to_string())
    })
}

fn rewrite<T: Document>(bytes: &[u8]) -> Result<Vec<u8>, Rejection> {
    let value: T = decode(bytes)?;
    // It fails as little as `encode` does.
    serde_json::to_vec(&value).map_err(|why| Rejection::of_defect::<T>(why.to_string()))
}

fn schema<T: Document>(direction: Direction) -> Value {
    let settings = SchemaSettings::draft2020_12();
    let settings = match direction {
        Direction::Accept => settings.for_deserialize(),
        Direction::Emit => settings.for_serialize(),
    };
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

impl fmt::Debug for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentType({})", self.title)
    }
}

impl fmt::Display for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title)
    }
}

impl PartialEq for DocumentType {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title && self.contract() == other.contract()
    }
}

impl Eq for DocumentType {}
