//! Months, and the periods that auditors ask about.

use std::fmt;
use std::str::FromStr;

use chrono::Datelike;
use export_bundles::Timestamp;
use serde::{Deserialize, Serialize};

/// A month of the calendar, in UTC, as `2026-07`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month of a moment.
    #[must_use]
    pub fn of(moment: Timestamp) -> Self {
        let moment = moment.as_datetime();
        // A timestamp of the contract is in the years 1 to 9999.
        Self { year: moment.year() as u16, month: moment.month() as u8 }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = NoPeriod;

    fn try_from(text: String) -> Result<Self, NoPeriod> {
        match text.parse()? {
            Period::Month(month) => Ok(month),
            _ => Err(NoPeriod),
        }
    }
}

/// What is asked about: a year, a quarter or a month.
///
/// ```
/// use export_bundles_archive::Period;
///
/// let quarter: Period = "2026-Q3".parse()?;
/// assert!("2026".parse::<Period>().is_ok() && "2026-07".parse::<Period>().is_ok());
/// assert_eq!(quarter.to_string(), "2026-Q3");
/// # Ok::<(), export_bundles_archive::NoPeriod>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `2026`
    Year(u16),
    /// `2026-Q3`: a year, and a quarter from 1 to 4.
    Quarter(u16, u8),
    /// `2026-07`
    Month(Month),
}

impl Period {
    /// Whether a month is in it.
    #[must_use]
    pub fn contains(&self, month: Month) -> bool {
        match *self {
            Self::Year(year) => month.year == year,
            Self::Quarter(year, quarter) => {
                month.year == year && (month.month - 1) / 3 + 1 == quarter
            }
            Self::Month(own) => own == month,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(month) => month.fmt(f),
        }
    }
}

/// A text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a year, a quarter or a month, such as 2026, 2026-Q3 or 2026-07")]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, rest) = text.split_at_checked(4).ok_or(NoPeriod)?;
        let year = number(year).filter(|it| *it > 0).ok_or(NoPeriod)?;
        match (rest.strip_prefix("-Q"), rest.strip_prefix('-')) {
            _ if rest.is_empty() => Ok(Self::Year(year)),
            (Some(quarter @ ("1" | "2" | "3" | "4")), _) => {
                Ok(Self::Quarter(year, number(quarter).ok_or(NoPeriod)? as u8))
            }
            (None, Some(month)) if month.len() == 2 => {
                let month = number(month).filter(|it| (1..=12).contains(it)).ok_or(NoPeriod)?;
                Ok(Self::Month(Month { year, month: month as u8 }))
            }
            _ => Err(NoPeriod),
        }
    }
}

fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse().ok())?
}
