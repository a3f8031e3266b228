//! The text of an SD-JWT: a signed payload, and what is disclosed of it, with `~` between them.

use std::collections::{BTreeMap, HashMap};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::disclosure::{self, Content, PLACEHOLDER};
use super::sensitive::Sensitive;
use crate::key::Algorithm;
use crate::object::object;

/// The type of the signed part.
pub(super) const TYPE: &str = "export-bundle+sd-jwt";

/// A bundle that is shown in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation {
    /// The signed part: head, payload and signature.
    pub(super) jwt: String,
    /// What is disclosed.
    pub(super) disclosures: Vec<String>,
}

/// Why a text is not a bundle that is shown in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected an SD-JWT (RFC 9901) over a bundle: a signed payload, and disclosures, each with a `~` behind it"
)]
pub struct NotAPresentation;

/// What the head of the signed part says.
#[derive(Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) alg: String,
    #[serde(default)]
    pub(super) typ: String,
    #[serde(default)]
    pub(super) kid: String,
}

/// How the algorithms are called in there (RFC 7518, RFC 8037).
pub(super) fn name_of(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Ed25519 => "EdDSA",
        Algorithm::P256 => "ES256",
    }
}

/// The members of an object, as they are written.
pub(super) type Members = BTreeMap<String, Box<RawValue>>;

/// The signed part, taken apart.
pub(super) struct Parts<'p> {
    pub(super) head: Head,
    pub(super) payload: Vec<u8>,
    /// What is signed.
    pub(super) signed: &'p str,
    pub(super) signature: Vec<u8>,
}

impl Presentation {
    /// Whether a text looks like one: a document begins with `{`.
    ///
    /// ```
    /// use export_bundles_attest::redact::Presentation;
    ///
    /// assert!(Presentation::is_likely(b"eyJhbGciOiJFZERTQSJ9.e30.AA~"));
    /// assert!(!Presentation::is_likely(b"{}"));
    /// ```
    #[must_use]
    pub fn is_likely(bytes: &[u8]) -> bool {
        bytes.trim_ascii_start().starts_with(b"eyJ") && bytes.contains(&b'~')
    }

    /// Reads an SD-JWT. What is in it is not held against anything yet.
    ///
    /// # Errors
    ///
    /// Where the text is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAPresentation> {
        let text = std::str::from_utf8(bytes.trim_ascii()).map_err(|_| NotAPresentation)?;
        let mut parts = text.split('~');
        let jwt = parts.next().ok_or(NotAPresentation)?.to_owned();
        let mut disclosures: Vec<String> = parts.map(str::to_owned).collect();
        // Behind the last `~` stands what binds a holder's key, which a bundle has none of.
        if disclosures.pop().is_none_or(|behind| !behind.is_empty()) {
            return Err(NotAPresentation);
        }
        let presentation = Self { jwt, disclosures };
        let is_whole = presentation.parts().is_some()
            && presentation.disclosures.iter().all(|it| disclosure::content(it).is_some());
        if is_whole { Ok(presentation) } else { Err(NotAPresentation) }
    }

    /// The text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let disclosed = self.disclosures.iter().map(|it| format!("{it}~"));
        format!("{}~{}", self.jwt, disclosed.collect::<String>())
    }

    /// Where in the document each disclosure belongs, as a JSON Pointer, and which one it is.
    pub(super) fn places(&self, payload: &[u8], sensitive: &Sensitive) -> HashMap<String, usize> {
        let members: Members = object(payload).unwrap_or_default();
        let mut places = HashMap::new();
        let mut items = HashMap::new();
        for (index, disclosure) in self.disclosures.iter().enumerate() {
            match disclosure::content(disclosure) {
                Some(Content::Member { name, .. }) => places.insert(format!("/{name}"), index),
                _ => items.insert(disclosure::digest(disclosure), index),
            };
        }
        for list in &sensitive.lists {
            let held = members.get(list).and_then(|it| serde_json::from_str(it.get()).ok());
            let held: Vec<&RawValue> = held.unwrap_or_default();
            for (place, item) in held.into_iter().enumerate() {
                let index = placeholder(item).and_then(|digest| items.remove(&digest));
                places.extend(index.map(|index| (format!("/{list}/{place}"), index)));
            }
        }
        places
    }

    pub(super) fn parts(&self) -> Option<Parts<'_>> {
        let (signed, signature) = self.jwt.rsplit_once('.')?;
        let (head, payload) = signed.split_once('.')?;
        let decoded = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).ok();
        let head: Head = object(&decoded(head)?).ok()?;
        Some(Parts { head, payload: decoded(payload)?, signed, signature: decoded(signature)? })
    }
}

/// The digest in an item that stands in place of another.
pub(super) fn placeholder(item: &RawValue) -> Option<String> {
    let members: BTreeMap<String, String> = object(item.get().as_bytes()).ok()?;
    let digest = members.get(PLACEHOLDER)?.clone();
    (members.len() == 1).then_some(digest)
}
