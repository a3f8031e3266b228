//! A name that no type has.

use std::fmt;

use crate::contract::Contract;
use crate::likely::likely;

/// A name that no type of the contract has.
///
/// ```
/// use parcel_events::CONTRACT;
///
/// let error = CONTRACT.type_named("ParcelEvnt").unwrap_err();
/// assert_eq!(error.suggestion(), Some("ParcelEvent"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownType {
    pub(crate) title: String,
    pub(crate) contract: &'static Contract,
}

impl UnknownType {
    /// The title that is spelled most like it, if one is close.
    #[must_use]
    pub fn suggestion(&self) -> Option<&'static str> {
        likely(&self.title, self.contract.types().iter().map(|it| it.title()))
    }
}

impl fmt::Display for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no type is called {:?}", self.title)?;
        match self.suggestion() {
            Some(title) => write!(f, "; did you mean {title}?"),
            None => {
                let titles: Vec<&str> = self.contract.types().iter().map(|it| it.title()).collect();
                write!(f, "; the types are {}", titles.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownType {}
