//! One thing that can be withheld: a salt, which keeps others from guessing, a name, and a value.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::key::KeyError;

/// The member with the digests of what may be withheld of an object.
pub(super) const DIGESTS: &str = "_sd";
/// The member that says how digests are made.
pub(super) const ALGORITHM: &str = "_sd_alg";
/// The one algorithm.
pub(super) const SHA_256: &str = "sha-256";
/// The one member of what stands in a list in place of an item.
pub(super) const PLACEHOLDER: &str = "...";

/// 128 bits, as the standard asks for.
const SALT: usize = 16;

/// What a disclosure says.
pub(super) enum Content {
    /// A member.
    Member { name: String, value: Box<RawValue> },
    /// An item of a list.
    Item { value: Box<RawValue> },
}

/// A disclosure of a member.
pub(super) fn of_member(name: &str, value: &RawValue) -> Result<String, KeyError> {
    let name = serde_json::Value::from(name);
    Ok(encoded(&format!("[\"{}\", {name}, {}]", salt()?, value.get())))
}

/// A disclosure of an item of a list.
pub(super) fn of_item(value: &RawValue) -> Result<String, KeyError> {
    Ok(encoded(&format!("[\"{}\", {}]", salt()?, value.get())))
}

/// What a disclosure says, if it is one.
pub(super) fn content(disclosure: &str) -> Option<Content> {
    let text = BASE64_URL_SAFE_NO_PAD.decode(disclosure).ok()?;
    let parts: Vec<Box<RawValue>> = serde_json::from_slice(&text).ok()?;
    let mut parts = parts.into_iter();
    let _salt: String = serde_json::from_str(parts.next()?.get()).ok()?;
    match (parts.next(), parts.next(), parts.next()) {
        (Some(value), None, None) => Some(Content::Item { value }),
        (Some(name), Some(value), None) => {
            let name: String = serde_json::from_str(name.get()).ok()?;
            Some(Content::Member { name, value })
        }
        _ => None,
    }
}

/// What stands in the document in place of a disclosure.
pub(super) fn digest(disclosure: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(disclosure.as_bytes()))
}

fn salt() -> Result<String, KeyError> {
    let mut salt = [0; SALT];
    SystemRandom::new().fill(&mut salt).map_err(|_| KeyError::NoRandomness)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(salt))
}

fn encoded(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}
