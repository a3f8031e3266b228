//! Inclusions between schemas, proved.
//!
//! A schema is contained in another one if every document that it accepts, the other accepts, with
//! `format` asserted. [`inclusion`] asks `exact-schema-compat`, whose answer is a proof, a document
//! that tells otherwise, or neither. Anything but a proof is none.

use std::fmt;

use exact_schema_compat::{Document, Inclusion, Options};
use serde_json::Value;

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
    /// Every document of the one is a document of the other.
    Proved,
    /// It is not so; this document tells, as JSON, where one can be shown.
    Refuted(Option<String>),
    /// It is not known, for this reason.
    Undecided(String),
}

impl Verdict {
    /// Whether it is a proof.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        *self == Self::Proved
    }
}

/// Whether `wide` accepts every document that `narrow` accepts. Each is one whole JSON Schema
/// 2020-12: its references lead into itself.
///
/// ```
/// use exact_schema_publish::proof::{Verdict, inclusion};
/// use serde_json::json;
///
/// let count = json!({ "type": "integer", "minimum": 0 });
/// let number = json!({ "type": "number" });
/// assert_eq!(inclusion(&count, &number), Verdict::Proved);
/// assert!(matches!(inclusion(&number, &count), Verdict::Refuted(Some(_))));
/// ```
#[must_use]
pub fn inclusion(narrow: &Value, wide: &Value) -> Verdict {
    let documents = Document::new("narrow", narrow.clone())
        .and_then(|narrow| Ok((narrow, Document::new("wide", wide.clone())?)));
    match documents {
        Ok((narrow, wide)) => {
            match exact_schema_compat::inclusion(&narrow, &wide, &Options::default()) {
                Inclusion::Proved => Verdict::Proved,
                Inclusion::Refuted { witness } => {
                    Verdict::Refuted(witness.map(|it| it.to_string()))
                }
                Inclusion::Undetermined { reason } => Verdict::Undecided(reason),
            }
        }
        Err(why) => Verdict::Undecided(why.to_string()),
    }
}

/// Tries the three claims about a type.
#[must_use]
pub fn prove(source: &Value, accept: &Value, emit: &Value) -> Vec<Proof> {
    [
        (Claim::SourceInAccept, source, accept),
        (Claim::AcceptInSource, accept, source),
        (Claim::EmitInAccept, emit, accept),
    ]
    .into_iter()
    .map(|(claim, narrow, wide)| Proof { claim, verdict: inclusion(narrow, wide) })
    .collect()
}
