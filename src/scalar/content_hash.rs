//! SHA-256 digests.

use std::borrow::Cow;
use std::fmt;
use std::str::{FromStr, Utf8Error};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

use exact_schema_runtime::exact::{InvalidValue, parsed};

const EXPECTED: &str = "a SHA-256 digest of 64 lower-case hexadecimal digits";
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hexadecimal digits.
///
/// ```
/// use export_bundles::ContentHash;
///
/// let hash = ContentHash::from([0xAB; 32]);
/// assert_eq!(hash.to_string(), "ab".repeat(32));
/// assert_eq!("ab".repeat(32).parse(), Ok(hash));
/// assert!("AB".repeat(32).parse::<ContentHash>().is_err(), "upper case is refused");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The 32 bytes of the digest.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for ContentHash {
    type Err = InvalidValue;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        digest(text).map(Self).ok_or_else(|| InvalidValue::expected("ContentHash", EXPECTED))
    }
}

/// Digits by arithmetic, without a table and without a branch, so that the compiler does sixteen of
/// them at once.
#[inline]
fn digest(text: &str) -> Option<[u8; 32]> {
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut values = [0; 64];
    let mut all_are_digits = true;
    for (value, digit) in values.iter_mut().zip(digits) {
        let (decimal, letter) = (digit.wrapping_sub(b'0'), digit.wrapping_sub(b'a'));
        *value = if decimal < 10 { decimal } else { letter.wrapping_add(10) };
        all_are_digits &= (decimal < 10) | (letter < 6);
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(values.chunks_exact(2)) {
        *byte = pair[0] << 4 | pair[1];
    }
    all_are_digits.then_some(bytes)
}

impl TryFrom<&str> for ContentHash {
    type Error = InvalidValue;

    fn try_from(text: &str) -> Result<Self, InvalidValue> {
        text.parse()
    }
}

impl TryFrom<String> for ContentHash {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        text.parse()
    }
}

impl From<[u8; 32]> for ContentHash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<ContentHash> for [u8; 32] {
    fn from(hash: ContentHash) -> Self {
        hash.0
    }
}

impl AsRef<[u8]> for ContentHash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl ContentHash {
    /// The digest as it is written. In one piece: byte by byte, it was a tenth of the time that it takes to make a bundle
    /// of many spans.
    fn written<'t>(&self, text: &'t mut [u8; 64]) -> Result<&'t str, Utf8Error> {
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 0xF)];
        }
        std::str::from_utf8(text)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written(&mut [0; 64]).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written(&mut [0; 64]).map_err(S::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, EXPECTED)
    }
}

impl JsonSchema for ContentHash {
    fn schema_name() -> Cow<'static, str> {
        "ContentHash".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A SHA-256 digest (FIPS 180-4). 64 lower-case hexadecimal digits.",
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "x-expected": EXPECTED,
            "examples": ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
        })
    }
}
