//! The drafts of JSON Schema before 2020-12, and what a schema of theirs says in 2020-12.

mod lift;
mod moves;
mod since;
mod tell;
mod translate;

use std::fmt;
use std::str::FromStr;

pub use tell::Tell;
pub use translate::{Places, Translated, translate};

/// A draft of JSON Schema, the oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Draft {
    /// [Draft 4](https://json-schema.org/draft-04/schema).
    Draft4,
    /// [Draft 6](https://json-schema.org/draft-06/schema).
    Draft6,
    /// [Draft 7](https://json-schema.org/draft-07/schema).
    Draft7,
    /// [2019-09](https://json-schema.org/draft/2019-09/schema).
    Draft2019,
    /// [2020-12](https://json-schema.org/draft/2020-12/schema).
    Draft2020,
}

impl Draft {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Draft4, Self::Draft6, Self::Draft7, Self::Draft2019, Self::Draft2020];

    /// The URI of its meta-schema, as `$schema` has it.
    #[must_use]
    pub fn uri(self) -> &'static str {
        match self {
            Self::Draft4 => "http://json-schema.org/draft-04/schema",
            Self::Draft6 => "http://json-schema.org/draft-06/schema",
            Self::Draft7 => "http://json-schema.org/draft-07/schema",
            Self::Draft2019 => "https://json-schema.org/draft/2019-09/schema",
            Self::Draft2020 => super::dialect::DRAFT_2020_12,
        }
    }

    /// The draft that a `$schema` names: with `http` or `https`, and with or without `#`.
    ///
    /// ```
    /// use exact_schema_schema::Draft;
    ///
    /// assert_eq!(Draft::named_by("https://json-schema.org/draft-07/schema"), Some(Draft::Draft7));
    /// assert_eq!(Draft::named_by("https://example.com/my-own"), None);
    /// ```
    #[must_use]
    pub fn named_by(uri: &str) -> Option<Self> {
        let bare = |uri: &'_ str| {
            let uri = uri.trim_end_matches('#');
            uri.split_once("://").map(|(_, rest)| rest.to_owned())
        };
        let named = bare(uri)?;
        Self::ALL.into_iter().find(|draft| bare(draft.uri()).is_some_and(|it| it == named))
    }

    /// What people call it: `4`, `6`, `7`, `2019-09`, `2020-12`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft4 => "4",
            Self::Draft6 => "6",
            Self::Draft7 => "7",
            Self::Draft2019 => "2019-09",
            Self::Draft2020 => "2020-12",
        }
    }
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is no name of a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 4, 6, 7, 2019-09 or 2020-12, found {0:?}")]
pub struct NoDraft(String);

impl FromStr for Draft {
    type Err = NoDraft;

    /// ```
    /// use exact_schema_schema::Draft;
    ///
    /// assert_eq!("7".parse(), Ok(Draft::Draft7));
    /// assert_eq!("draft-07".parse(), Ok(Draft::Draft7));
    /// assert!("8".parse::<Draft>().is_err());
    /// ```
    fn from_str(name: &str) -> Result<Self, NoDraft> {
        let short = name.strip_prefix("draft").unwrap_or(name).trim_start_matches(['-', '0']);
        let of = |draft: &Self| draft.name() == short || draft.name().get(..4) == Some(short);
        Self::ALL.into_iter().find(of).ok_or_else(|| NoDraft(name.to_owned()))
    }
}
