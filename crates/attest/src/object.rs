//! JSON objects, read as what they are to be.

use serde::de::{DeserializeOwned, Error};

/// What an object is. `serde` also takes a list for a structure, as other formats have it; nobody else does.
pub(crate) fn object<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(serde_json::Error::custom("it is no JSON object"));
    }
    serde_json::from_slice(bytes)
}
