//! Files that go with a document.

/// A file that goes with a document.
#[derive(Clone, Debug)]
pub struct Attachment<'a> {
    /// Its name, without a folder.
    pub name: String,
    /// Its media type (RFC 6838), such as `application/json`.
    pub media_type: &'static str,
    /// What it is, in a few words.
    pub description: &'static str,
    /// What it is to the document.
    pub relationship: Relationship,
    /// Its content.
    pub content: &'a [u8],
}

/// What a file is to the document that it goes with, as PDF calls it (`AFRelationship`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relationship {
    /// The document was made of it.
    Source,
    /// It adds to the document.
    Supplement,
}
