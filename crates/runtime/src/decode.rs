//! Bytes in; a value, or everything that is wrong, out.

use crate::document::{Document, Mismatch};
use crate::examine::examine;
use crate::rejection::Rejection;

/// Reads a document of type `T`.
///
/// It succeeds exactly when `bytes` are one I-JSON document (RFC 7493: UTF-8 without byte-order
/// mark, no duplicate member at any depth, no lone surrogate, every number within an IEEE double; but
/// noncharacters, which section 2.1 forbids, are taken),
/// nested at most 128 deep, that the schema of `T` accepts with formats asserted.
///
/// A good document is read in a single pass. Only one that is rejected is examined again, with the
/// schema itself, to list everything that is wrong with it.
///
/// # Errors
///
/// A [`Rejection`] with at least one [`Violation`](crate::Violation).
///
/// # Examples
///
/// ```
/// use exact_schema_runtime::decode;
/// use parcel_events::ParcelEvent;
///
/// let rejection = decode::<ParcelEvent>(br#"{"kind": "delivred"}"#).unwrap_err();
/// assert_eq!(
///     rejection.to_string(),
///     "not a ParcelEvent: at /kind: expected one of `dispatched`, `delivered`, found another string \
///      (did you mean `delivered`?)",
/// );
/// ```
pub fn decode<T: Document>(bytes: &[u8]) -> Result<T, Rejection> {
    // One check of the whole text is faster than one of each string in it.
    let read = std::str::from_utf8(bytes).map_or_else(|_| Err(Mismatch::default()), T::read);
    read.map_err(|mismatch| examine::<T>(bytes, &mismatch))
}

/// Whether `bytes` are a document of type `T`, as [`decode`] says it; nothing of it is kept.
pub(crate) fn check<T: Document>(bytes: &[u8]) -> Result<(), Rejection> {
    let checked = std::str::from_utf8(bytes).map_err(|_| Mismatch::default()).and_then(T::check);
    checked.map_err(|mismatch| examine::<T>(bytes, &mismatch))
}
