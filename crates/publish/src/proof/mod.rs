//! Inclusions between schemas, proved.
//!
//! A schema is contained in another one if every document that it accepts, the other accepts, with
//! `format` asserted. [`inclusion`] asks `jsonschema::canonical` whether the difference of the two
//! is empty. Where the canonical form alone cannot tell, two lemmas help it, each of which is
//! checked before it is used and named in the [`Proof`]:
//!
//! - [`Lemma::PatternInclusion`]: all strings that match one pattern match another, by a product of
//!   automata. The wider pattern can then stand beside the narrower one without changing anything,
//!   which is all that the canonical form needs to know.
//! - [`Lemma::Branches`]: a union lies in another union if each of its branches lies in a branch of
//!   the other, and no two branches of the other have a document in common.
//!
//! What the canonical form compares by its text alone – patterns and formats that stand on both
//! sides – is named as well ([`Lemma::SameLeaf`]).
//!
//! Anything but a proof is none: an undecided difference, a schema that the canonical form keeps
//! verbatim, an error.

mod canonical;
mod inclusion;
mod language;
mod leaf;
mod sources;

use std::fmt;

pub use inclusion::inclusion;
pub use language::is_included;
pub use sources::Sources;

/// What is claimed of the schemas of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// The accept schema takes every document that the source takes.
    SourceInAccept,
    /// The source takes every document that the accept schema takes.
    AcceptInSource,
    /// The accept schema takes every document that the emit schema takes.
    EmitInAccept,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SourceInAccept => "source in accept",
            Self::AcceptInSource => "accept in source",
            Self::EmitInAccept => "emit in accept",
        })
    }
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The claim.
    pub claim: Claim,
    /// Whether it is proved.
    pub verdict: Verdict,
}

/// Whether one schema is contained in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Their difference is empty, given these lemmas.
    Proved(Vec<Lemma>),
    /// Their difference, this schema, accepts something.
    Refuted(String),
    /// It is not known, for this reason.
    Undecided(String),
}

impl Verdict {
    /// Whether it is a proof.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        matches!(self, Self::Proved(_))
    }
}

/// A fact that a proof rests on, beside the canonical form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lemma {
    /// A `pattern` or `format` stands on both sides, letter for letter, and is the same set of
    /// strings for that reason alone.
    SameLeaf {
        /// `pattern` or `format`.
        keyword: &'static str,
        /// Its value.
        value: String,
    },
    /// Every string that matches `narrow` matches `wide`: no path of the product of their automata
    /// tells otherwise.
    PatternInclusion {
        /// The pattern that matches fewer strings.
        narrow: String,
        /// The pattern that matches more strings.
        wide: String,
    },
    /// Each of so many branches of one union lies in a branch of the other, whose branches have no
    /// document in common.
    Branches(usize),
}

impl fmt::Display for Lemma {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameLeaf { keyword, value } => write!(f, "same {keyword} {value}"),
            Self::PatternInclusion { narrow, wide } => {
                write!(f, "pattern {narrow} in {wide}")
            }
            Self::Branches(count) => write!(f, "{count} branches, one by one"),
        }
    }
}

/// Tries the three claims about a type.
#[must_use]
pub fn prove(
    source: &serde_json::Value,
    accept: &serde_json::Value,
    emit: &serde_json::Value,
) -> Vec<Proof> {
    [
        (Claim::SourceInAccept, source, accept),
        (Claim::AcceptInSource, accept, source),
        (Claim::EmitInAccept, emit, accept),
    ]
    .into_iter()
    .map(|(claim, narrow, wide)| Proof { claim, verdict: inclusion(narrow, wide) })
    .collect()
}
