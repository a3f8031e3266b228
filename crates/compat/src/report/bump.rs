//! The version bump that a change of schemas asks for.

use std::fmt;

use serde::Serialize;

use super::Verdict;

/// A step of semantic versioning, from the least to the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// The schemas are the same.
    None,
    /// The schemas accept the same documents.
    Patch,
    /// The new schema is proved to accept what the old one accepts.
    Minor,
    /// It is not.
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl Bump {
    /// The bump for schemas that are `identical`, or differ with these verdicts. A direction that
    /// was not asked for, or not decided, counts as not proved; one whose breaks are all accepted, as
    /// proved.
    #[must_use]
    pub fn for_change(
        identical: bool,
        backward: Option<&Verdict>,
        forward: Option<&Verdict>,
    ) -> Self {
        let proved = |verdict: Option<&Verdict>| {
            verdict.is_some_and(|it| it.is_compatible() || it.is_accepted())
        };
        match (identical, proved(backward), proved(forward)) {
            (true, _, _) => Self::None,
            (false, true, true) => Self::Patch,
            (false, true, false) => Self::Minor,
            (false, false, _) => Self::Major,
        }
    }

    /// `none`, `patch`, `minor` or `major`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
