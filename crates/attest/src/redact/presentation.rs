//! The text of an SD-JWT: a signed payload, and what is disclosed of it, with `~` between them.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::disclosure::{self, Content, PLACEHOLDER};
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

    /// Withholds a member of the document.
    ///
    /// Gives whether it was there.
    pub fn withhold_member(&mut self, member: &str) -> bool {
        let is_meant = |it: &String| matches!(disclosure::content(it), Some(Content::Member { name, .. }) if name == member);
        let before = self.disclosures.len();
        self.disclosures.retain(|it| !is_meant(it));
        self.disclosures.len() < before
    }

    /// Withholds an item of a list, by its place in the whole list, from 0.
    ///
    /// Gives whether it was there.
    pub fn withhold_item(&mut self, list: &str, index: usize) -> bool {
        let Some(digest) = self.placeholders(list).and_then(|it| it.get(index).cloned().flatten())
        else {
            return false;
        };
        let before = self.disclosures.len();
        self.disclosures.retain(|it| disclosure::digest(it) != digest);
        self.disclosures.len() < before
    }

    /// The digests that stand in place of the items of a list; nothing for an item that is always there.
    fn placeholders(&self, list: &str) -> Option<Vec<Option<String>>> {
        let members: Members = object(&self.parts()?.payload).ok()?;
        let items: Vec<&RawValue> = serde_json::from_str(members.get(list)?.get()).ok()?;
        Some(items.into_iter().map(placeholder).collect())
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
