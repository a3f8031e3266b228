//! The seal of a document: the SHA-256 of its [RFC 8785](https://www.rfc-editor.org/rfc/rfc8785) form, without
//! its own `content_hash`.
//!
//! It is a function of the JSON value of the text, so that it covers members that this version of the contract
//! does not know. Two documents that mean the same have one seal, however they are written; two that do not
//! have two, for which a number has to be one that an IEEE double holds.

mod canonical;
mod number;

use export_bundles::ContentHash;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

use canonical::Canonical;

/// The member that holds the seal, and is not sealed.
pub(crate) const MEMBER: &str = "content_hash";

/// Why a document cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The text is not I-JSON (RFC 7493).
    #[error("{0}")]
    NotJson(exact_schema_json::Fault),
    /// The document is no object, and has no member that could hold its seal.
    #[error("expected an object")]
    NotAnObject,
    /// No IEEE double is that number, so that another document would have the same seal.
    #[error(
        "at {pointer}: expected a number that a double holds exactly, and an integer within ±(2^53 - 1)"
    )]
    InexactNumber {
        /// Where it stands: a JSON Pointer (RFC 6901).
        pointer: String,
    },
}

impl SealError {
    /// Where the document cannot be sealed, as a JSON Pointer (RFC 6901).
    ///
    /// ```
    /// let error = export_bundles_evidence::seal(br#"{"a": [9007199254740993.0]}"#).unwrap_err();
    /// assert_eq!(error.pointer(), "/a/0");
    /// ```
    #[must_use]
    pub fn pointer(&self) -> &str {
        match self {
            Self::NotJson(fault) => fault.pointer(),
            Self::NotAnObject => "",
            Self::InexactNumber { pointer } => pointer,
        }
    }
}

/// What a document says of its own seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealState {
    /// The `content_hash` is the seal: nothing was changed since.
    Matches,
    /// The `content_hash` is not the seal: something was changed.
    Broken,
    /// There is no `content_hash`, or it is null: nobody can tell from the document alone.
    Absent,
}

impl SealState {
    /// The state as one word, as reports have it.
    ///
    /// ```
    /// assert_eq!(export_bundles_evidence::SealState::Broken.as_str(), "broken");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Broken => "broken",
            Self::Absent => "absent",
        }
    }
}

/// The RFC 8785 form of a document without its own `content_hash`: what is hashed. `sha256sum` of these bytes
/// is the seal.
///
/// # Errors
///
/// A [`SealError`] says why the document cannot be sealed, and where.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::canonical;
///
/// let form = canonical(br#"{ "b": 1.50, "a": "\u20ac", "content_hash": null }"#)?;
/// assert_eq!(String::from_utf8_lossy(&form), r#"{"a":"€","b":1.5}"#);
/// # Ok::<(), export_bundles_evidence::SealError>(())
/// ```
pub fn canonical(bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    Canonical::of(read(bytes)?).map(|it| it.form)
}

/// The seal of a document, whatever seal it bears.
///
/// # Errors
///
/// A [`SealError`] says why the document cannot be sealed, and where.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::seal;
///
/// let spelled = seal(br#"{"run_id": "\u0072un_1", "content_hash": "stale"}"#)?;
/// assert_eq!(seal(br#"{"run_id": "run_1"}"#)?, spelled);
/// # Ok::<(), export_bundles_evidence::SealError>(())
/// ```
pub fn seal(bytes: &[u8]) -> Result<ContentHash, SealError> {
    canonical(bytes).map(|form| digest(&form))
}

/// The text of a document with its seal in it, and otherwise as it is, byte for byte.
///
/// # Errors
///
/// A [`SealError`] says why the document cannot be sealed, and where.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::{SealState, sealed, verify_seal};
///
/// let sealed = sealed(b"{\n  \"run_id\": \"run_1\"\n}\n")?;
/// assert!(sealed.starts_with("{\n  \"run_id\": \"run_1\", \"content_hash\": \""));
/// assert_eq!(verify_seal(sealed.as_bytes()), Ok(SealState::Matches));
/// # Ok::<(), export_bundles_evidence::SealError>(())
/// ```
pub fn sealed(bytes: &[u8]) -> Result<String, SealError> {
    let text = read(bytes)?;
    let Canonical { form, place, end, has_members, .. } = Canonical::of(text)?;
    let seal = digest(&form);
    Ok(match place {
        Some(place) => format!("{}\"{seal}\"{}", &text[..place.start], &text[place.end..]),
        None => {
            let comma = if has_members { ", " } else { "" };
            format!("{}{comma}\"{MEMBER}\": \"{seal}\"{}", &text[..end], &text[end..])
        }
    })
}

/// Holds a document against the seal that it bears.
///
/// # Errors
///
/// A [`SealError`] says why the document cannot have a seal, and where.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::{SealState, seal, verify_seal};
///
/// let seal = seal(br#"{"run_id": "run_1"}"#)?;
/// let sealed = format!(r#"{{"run_id": "run_1", "content_hash": "{seal}"}}"#);
/// assert_eq!(verify_seal(sealed.as_bytes()), Ok(SealState::Matches));
/// assert_eq!(verify_seal(sealed.replace("run_1", "run_2").as_bytes()), Ok(SealState::Broken));
/// assert_eq!(verify_seal(b"{}"), Ok(SealState::Absent));
/// # Ok::<(), export_bundles_evidence::SealError>(())
/// ```
pub fn verify_seal(bytes: &[u8]) -> Result<SealState, SealError> {
    found(read(bytes)?).map(|it| it.state)
}

/// The seal of a document, and what the document says of it.
pub(crate) struct Found {
    pub seal: ContentHash,
    pub state: SealState,
}

/// As [`seal`] and [`verify_seal`], of a text that is known to be I-JSON.
pub(crate) fn found(text: &str) -> Result<Found, SealError> {
    let canonical = Canonical::of(text)?;
    let seal = digest(&canonical.form);
    let state = match canonical.borne.as_deref() {
        None => SealState::Absent,
        Some(borne) if borne.parse() == Ok(seal) => SealState::Matches,
        Some(_) => SealState::Broken,
    };
    Ok(Found { seal, state })
}

fn digest(form: &[u8]) -> ContentHash {
    ContentHash::from(<[u8; 32]>::from(Sha256::digest(form)))
}

/// The text of a document that is I-JSON.
fn read(bytes: &[u8]) -> Result<&str, SealError> {
    struct Anything;

    impl<'de> Deserialize<'de> for Anything {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            exact_schema_json::free_form(deserializer).map(|_| Self)
        }
    }

    let text = std::str::from_utf8(bytes).ok();
    let text = text.filter(|text| exact_schema_json::check_str::<Anything>(text).is_ok());
    match text {
        Some(text) => Ok(text),
        None => match exact_schema_json::read(bytes) {
            Err(fault) => Err(SealError::NotJson(fault)),
            // Both readers accept the same texts, so that this is never met.
            Ok(_) => Err(SealError::NotAnObject),
        },
    }
}
