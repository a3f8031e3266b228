//! Bytes in; a value, or everything that is wrong, out.

use crate::contract::{Contract, Mismatch};
use crate::examine::examine;
use crate::rejection::Rejection;

/// Reads a document of type `T`.
///
/// It succeeds exactly when `bytes` are one I-JSON document (RFC 7493: UTF-8 without byte-order
/// mark, no duplicate member at any depth, no lone surrogate, every number within an IEEE double),
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
/// use export_bundles::{ExportBundle, decode};
///
/// let rejection = decode::<ExportBundle>(br#"{"bundle_type": "evidnce"}"#).unwrap_err();
/// assert_eq!(
///     rejection.to_string(),
///     "not an ExportBundle: at /bundle_type: expected one of `evidence`, `soc2`, \
///      `executive_debrief`, found another string",
/// );
/// ```
pub fn decode<T: Contract>(bytes: &[u8]) -> Result<T, Rejection> {
    // One check of the whole text is faster than one of each string in it.
    let read = std::str::from_utf8(bytes).map_or_else(|_| Err(Mismatch::default()), T::read);
    read.map_err(|mismatch| examine::<T>(bytes, &mismatch))
}
