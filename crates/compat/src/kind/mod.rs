//! The kinds of breaks: what each is, how severe, and what to do instead. They are data, in
//! `kinds/*.toml`.

mod cause;
mod render;

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::report::Change;
pub(crate) use cause::Cause;
pub use render::{explain, table};

/// The files of the kinds; a break is of the first one that fits.
const TABLE: [&str; 28] = [
    include_str!("../../kinds/type-removed.toml"),
    include_str!("../../kinds/type-added.toml"),
    include_str!("../../kinds/property-became-required.toml"),
    include_str!("../../kinds/required-property-became-optional.toml"),
    include_str!("../../kinds/optional-property-added-to-open-object.toml"),
    include_str!("../../kinds/property-removed-from-closed-object.toml"),
    include_str!("../../kinds/property-added-to-closed-object.toml"),
    include_str!("../../kinds/property-removed-from-open-object.toml"),
    include_str!("../../kinds/property-schema-replaced.toml"),
    include_str!("../../kinds/object-closed.toml"),
    include_str!("../../kinds/object-opened.toml"),
    include_str!("../../kinds/type-narrowed.toml"),
    include_str!("../../kinds/type-widened.toml"),
    include_str!("../../kinds/value-removed.toml"),
    include_str!("../../kinds/value-added.toml"),
    include_str!("../../kinds/range-narrowed.toml"),
    include_str!("../../kinds/range-widened.toml"),
    include_str!("../../kinds/size-narrowed.toml"),
    include_str!("../../kinds/size-widened.toml"),
    include_str!("../../kinds/text-narrowed.toml"),
    include_str!("../../kinds/text-widened.toml"),
    include_str!("../../kinds/items-narrowed.toml"),
    include_str!("../../kinds/items-widened.toml"),
    include_str!("../../kinds/union-narrowed.toml"),
    include_str!("../../kinds/union-widened.toml"),
    include_str!("../../kinds/condition-changed.toml"),
    include_str!("../../kinds/reference-changed.toml"),
    include_str!("../../kinds/schema-changed.toml"),
];

/// Every kind; a break is of the first one that fits.
///
/// ```
/// use exact_schema_compat::{KINDS, Severity};
///
/// let kind = KINDS.iter().find(|it| it.id() == "optional-property-added-to-open-object");
/// assert_eq!(kind.map(|it| it.severity()), Some(Severity::Low));
/// ```
#[expect(clippy::expect_used, reason = "the files of the kinds are part of this crate")]
pub static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    TABLE.iter().map(|text| toml::from_str(text).expect("the file of a kind is one")).collect()
});

/// A kind of break.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    id: String,
    severity: Severity,
    what: String,
    instead: String,
    when: When,
}

/// How many documents a break is likely to hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Documents that hold by chance what nothing describes.
    Low,
    /// Documents that make use of what is new: it is a matter of who is upgraded first.
    Medium,
    /// Documents as they are in use.
    High,
}

/// Which breaks are of a kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    /// `backward` or `forward`; either, where it says nothing.
    direction: Option<Direction>,
    /// What became of the place that changed.
    change: Option<Become>,
    /// The keyword that changed, or of which a member did; any, where there are none.
    #[serde(default)]
    keywords: Vec<String>,
}

/// Which schema rejects: the new one or the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    /// The new one rejects what the old one accepts.
    Backward,
    /// The old one rejects what the new one accepts.
    Forward,
}

/// What became of a place between the old and the new schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Become {
    Added,
    Removed,
    Changed,
}

impl Kind {
    /// Its name in kebab case, by which it is accepted.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How many documents it is likely to hit.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What it is, in a sentence or two.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do instead.
    #[must_use]
    pub fn instead(&self) -> &str {
        &self.instead
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.id == id)
    }

    /// The kinds of the changes that cause a break, each once, in the order of [`KINDS`].
    pub(crate) fn of(changes: &[Change], direction: Direction) -> Vec<&'static Self> {
        let mut found: Vec<usize> = changes
            .iter()
            .filter_map(|change| {
                let cause = Cause::of(change);
                KINDS.iter().position(|kind| kind.when.fits(&cause, direction))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| KINDS.get(at)).collect()
    }
}

impl When {
    fn fits(&self, cause: &Cause, direction: Direction) -> bool {
        self.direction.is_none_or(|it| it == direction)
            && self.change.is_none_or(|it| it == cause.becomes)
            && (self.keywords.is_empty() || self.keywords.contains(&cause.keyword))
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{KINDS, TABLE};

    #[test]
    fn every_file_of_a_kind_is_listed_and_called_like_it() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("kinds");
        let files = std::fs::read_dir(folder).expect("the folder of kinds");
        let mut names: Vec<String> = files
            .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let mut listed: Vec<String> = KINDS.iter().map(|it| format!("{}.toml", it.id())).collect();
        listed.sort();
        assert_eq!(names, listed);
        assert_eq!(TABLE.len(), names.len());
    }

    #[test]
    fn the_last_kind_fits_whatever_no_other_does() {
        let last = KINDS.last().expect("a kind");
        assert!(last.when.keywords.is_empty() && last.when.direction.is_none());
        assert!(last.when.change.is_none());
    }
}
