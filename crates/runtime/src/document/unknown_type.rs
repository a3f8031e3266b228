//! A name that no type has.

use std::fmt;

use crate::contract::Contract;

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
        let wanted = self.title.to_lowercase();
        self.contract
            .types()
            .iter()
            .map(|it| (strsim::jaro_winkler(&wanted, &it.title().to_lowercase()), it.title()))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|left, right| left.0.total_cmp(&right.0))
            .map(|(_, title)| title)
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
