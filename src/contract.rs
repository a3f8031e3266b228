//! The types of the contract, by Rust type and by name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

pub use export_bundles_ijson::Mismatch;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::decode::decode;
use crate::rejection::Rejection;
use crate::types::TYPES;

/// Keeps other crates from adding types that no schema stands behind.
pub trait Sealed {}

/// A type that a schema of the contract describes.
///
/// ```
/// use export_bundles::{Contract, Soc2Bundle};
///
/// assert_eq!(Soc2Bundle::TITLE, "SOC2Bundle");
/// assert_eq!(Soc2Bundle::FILE, "soc2-bundle.schema.json");
/// ```
pub trait Contract: DeserializeOwned + Serialize + JsonSchema + Sealed + 'static {
    /// The title of the schema, which is the type's name in every language.
    const TITLE: &'static str;

    /// The name of the schema file in `schemas/v1`.
    const FILE: &'static str;

    /// For a union, what tells its branches apart.
    const TAG: Option<Tag> = None;

    /// Reads a value from JSON text, in one pass.
    ///
    /// This is the fast half of [`decode`], which explains what is wrong where it fails.
    ///
    /// # Errors
    ///
    /// That the text is not such a value.
    fn read(text: &str) -> Result<Self, Mismatch>;
}

/// The member that tells the branches of a union apart.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// The name of the member.
    pub member: &'static str,
    /// The value of the member for each branch, and the title of the branch's type.
    pub branches: &'static [(&'static str, &'static str)],
}

/// The string that the member `tag` of the object in `text` is, wherever it stands; as far as can
/// be told without judging the text.
pub(crate) fn tag_of<'a>(text: &'a str, tag: &str) -> Option<Cow<'a, str>> {
    struct Search<'a, 'b> {
        tag: &'b str,
        found: &'b mut Option<Cow<'a, str>>,
    }

    impl<'de> Visitor<'de> for Search<'de, '_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while let Some(name) = members.next_key::<BorrowedText<'de>>()? {
                if name.0 == self.tag {
                    *self.found = Some(members.next_value::<BorrowedText<'de>>()?.0);
                    // What follows is for the branch to read.
                    return Err(A::Error::custom("found"));
                }
                members.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }

    let mut found = None;
    let search = Search { tag, found: &mut found };
    // The search stops by an error as soon as it has found the tag.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(search);
    found
}

/// A string, borrowed from the text where it has no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct BorrowedText<'a>(#[serde(borrow)] Cow<'a, str>);

/// A type of the contract, chosen at run time.
///
/// ```
/// use export_bundles::DocumentType;
///
/// let request: DocumentType = "ExportBundleRequest".parse()?;
/// assert!(request.check(br#"{"incident_id": "inc_17"}"#).is_ok());
/// assert!(request.check(b"{}").is_err());
///
/// let error = "EvidenceBundel".parse::<DocumentType>().unwrap_err();
/// assert_eq!(error.suggestion(), Some("EvidenceBundle"));
/// # Ok::<(), export_bundles::UnknownType>(())
/// ```
#[derive(Clone, Copy)]
pub struct DocumentType {
    title: &'static str,
    file: &'static str,
    tag: Option<Tag>,
    check: fn(&[u8]) -> Result<(), Rejection>,
}

impl DocumentType {
    /// The run-time face of a type.
    #[must_use]
    pub const fn of<T: Contract>() -> Self {
        Self {
            title: T::TITLE,
            file: T::FILE,
            tag: T::TAG,
            check: |bytes| decode::<T>(bytes).map(drop),
        }
    }

    /// Every type of the contract.
    #[must_use]
    pub fn all() -> &'static [Self] {
        TYPES
    }

    /// The title of the schema.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.title
    }

    /// The name of the schema file in `schemas/v1`.
    #[must_use]
    pub fn file(self) -> &'static str {
        self.file
    }

    /// Whether `bytes` are a document of this type.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them, as [`decode`] says it.
    pub fn check(self, bytes: &[u8]) -> Result<(), Rejection> {
        (self.check)(bytes)
    }

    /// For a union, what tells its branches apart.
    ///
    /// ```
    /// use export_bundles::DocumentType;
    ///
    /// let any: DocumentType = "ExportBundle".parse()?;
    /// assert_eq!(any.tag().map(|tag| tag.member), Some("bundle_type"));
    /// # Ok::<(), export_bundles::UnknownType>(())
    /// ```
    #[must_use]
    pub fn tag(self) -> Option<Tag> {
        self.tag
    }

    /// For a union, the type of the branch that the document's tag names, as far as it has one.
    ///
    /// ```
    /// use export_bundles::DocumentType;
    ///
    /// let any: DocumentType = "ExportBundle".parse()?;
    /// let branch = any.branch_of(br#"{"steps": [], "bundle_type": "soc2"}"#);
    /// assert_eq!(branch.map(|it| it.title()), Some("SOC2Bundle"));
    /// # Ok::<(), export_bundles::UnknownType>(())
    /// ```
    #[must_use]
    pub fn branch_of(self, bytes: &[u8]) -> Option<Self> {
        let tag = self.tag?;
        let value = tag_of(std::str::from_utf8(bytes).ok()?, tag.member)?;
        let (_, title) = tag.branches.iter().find(|(name, _)| *name == value)?;
        title.parse().ok()
    }
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
        self.title == other.title
    }
}

impl Eq for DocumentType {}

impl FromStr for DocumentType {
    type Err = UnknownType;

    fn from_str(title: &str) -> Result<Self, UnknownType> {
        let found = Self::all().iter().find(|it| it.title == title);
        found.copied().ok_or_else(|| UnknownType { title: title.to_owned() })
    }
}

/// A name that no type of the contract has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownType {
    title: String,
}

impl UnknownType {
    /// The title that is spelled most like it, if one is close.
    #[must_use]
    pub fn suggestion(&self) -> Option<&'static str> {
        let wanted = self.title.to_lowercase();
        DocumentType::all()
            .iter()
            .map(|it| (strsim::jaro_winkler(&wanted, &it.title.to_lowercase()), it.title))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map(|(_, title)| title)
    }
}

impl fmt::Display for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no type is called {:?}", self.title)?;
        match self.suggestion() {
            Some(title) => write!(f, "; did you mean {title}?"),
            None => {
                let titles: Vec<&str> = DocumentType::all().iter().map(|it| it.title).collect();
                write!(f, "; the types are {}", titles.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownType {}
