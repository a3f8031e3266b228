//! One question: whether a schema accepts whatever another one accepts.

use serde_json::Value;

use super::compare;
use crate::document::Document;
use crate::options::{Mode, Options};
use crate::report::Verdict;

/// Whether every document of one schema is one of another.
#[derive(Clone, Debug, PartialEq)]
pub enum Inclusion {
    /// It is proved.
    Proved,
    /// It is not so.
    Refuted {
        /// A document of the first schema that the other one rejects, checked with validators of both;
        /// none where it would be too large to be shown.
        witness: Option<Value>,
    },
    /// Neither a proof nor a document that contradicts it was found.
    Undetermined {
        /// Why.
        reason: String,
    },
}

/// Whether `wide` accepts every document that `narrow` accepts.
///
/// ```
/// use exact_schema_compat::{Document, Inclusion, Options, inclusion};
/// use serde_json::json;
///
/// let count = Document::new("count", json!({ "type": "integer", "minimum": 0 }))?;
/// let number = Document::new("number", json!({ "type": "number", "minimum": -1 }))?;
/// assert_eq!(inclusion(&count, &number, &Options::default()), Inclusion::Proved);
///
/// let refuted = inclusion(&number, &count, &Options::default());
/// assert!(matches!(refuted, Inclusion::Refuted { witness: Some(_) }));
/// # Ok::<(), exact_schema_compat::LoadError>(())
/// ```
#[must_use]
pub fn inclusion(narrow: &Document, wide: &Document, options: &Options) -> Inclusion {
    let options = Options { mode: Mode::Backward, max_breaks: 1, ..*options };
    match compare(narrow, wide, &options).backward {
        Some(Verdict::Compatible) => Inclusion::Proved,
        Some(Verdict::Breaking { breaks, .. }) => {
            let witness = breaks.into_iter().find_map(|it| it.witness);
            Inclusion::Refuted { witness }
        }
        Some(Verdict::Undetermined { reason }) => Inclusion::Undetermined { reason },
        None => Inclusion::Undetermined { reason: "it was not asked".to_owned() },
    }
}
