//! The error of constructors.

use std::borrow::Cow;
use std::fmt;

/// A value that a type does not hold.
///
/// The message names the type or the member, and what it expects. It does not repeat the value,
/// which may be a customer's.
///
/// ```
/// use parcel_events::ParcelId;
///
/// let error = ParcelId::try_from("17").unwrap_err();
/// assert_eq!(error.to_string(), "ParcelId: expected a number such as PCL-00000017");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue(Cow<'static, str>);

impl InvalidValue {
    /// `subject` (a type or a member) expected something else.
    #[must_use]
    #[cold]
    pub fn expected(subject: &str, expected: &str) -> Self {
        Self(format!("{subject}: expected {expected}").into())
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidValue {}

impl From<String> for InvalidValue {
    fn from(message: String) -> Self {
        Self(message.into())
    }
}

impl From<&'static str> for InvalidValue {
    fn from(message: &'static str) -> Self {
        Self(message.into())
    }
}

/// The error of an object that names a member twice.
#[must_use]
#[cold]
pub fn twice<E: serde::de::Error>() -> E {
    E::custom("expected every member of the object once, found one twice")
}
