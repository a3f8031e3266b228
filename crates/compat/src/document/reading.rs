//! How a document is read that names no draft.

use exact_schema_schema::{Draft, Tell};
use serde_json::Value;

/// In which draft a document is read that has no `$schema`, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The draft.
    pub draft: Draft,
    /// The keyword that tells it, by its JSON Pointer (RFC 6901); none where nothing does, so that it is 2020-12,
    /// or where somebody has said which draft it is.
    pub told_by: Option<String>,
    /// Whether somebody has said which draft it is.
    pub is_said: bool,
}

impl Reading {
    /// How a document is read, of which it is said that it is in the draft `said`; none where it names its draft,
    /// or is the same in all of them.
    pub(super) fn of(document: &Value, said: Option<Draft>) -> Option<Self> {
        if !document.is_object() || document.get("$schema").is_some_and(Value::is_string) {
            return None;
        }
        if let Some(draft) = said {
            return Some(Self { draft, told_by: None, is_said: true });
        }
        let tell = Tell::of(document);
        let draft = tell.as_ref().map_or(Draft::Draft2020, |it| it.draft);
        Some(Self { draft, told_by: tell.map(|it| it.pointer), is_said: false })
    }
}
