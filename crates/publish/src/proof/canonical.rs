//! Questions to `jsonschema::canonical`, which is marked experimental: no answer but a plain "no
//! document" counts as a proof.

use jsonschema::canonical::{
    CanonicalKind, CanonicalSchema, CanonicalView, Satisfiability, options,
};
use serde_json::Value;

use super::Verdict;

/// How much of a difference is shown.
const SHOWN: usize = 400;

/// The canonical form of a schema that needs no other document.
///
/// # Errors
///
/// Why there is none.
pub(super) fn form(schema: &Value) -> Result<CanonicalSchema, String> {
    let form = options()
        .offline()
        .should_validate_formats(true)
        .canonicalize(schema)
        .map_err(|error| error.to_string())?;
    match form.view() {
        CanonicalView::Raw(raw) => Err(format!("no canonical form: {}", raw.reason.as_str())),
        _ if contains_raw(&form) => Err("no canonical form of a definition".to_owned()),
        _ => Ok(form),
    }
}

fn contains_raw(form: &CanonicalSchema) -> bool {
    form.definitions().any(|(_, definition)| definition.kind() == CanonicalKind::Raw)
}

/// Whether every document of `narrow` is one of `wide`.
pub(super) fn included(narrow: &CanonicalSchema, wide: &CanonicalSchema) -> Verdict {
    match narrow.subtract(wide) {
        Ok(difference) => match difference.satisfiability() {
            Satisfiability::No => Verdict::Proved(Vec::new()),
            Satisfiability::Yes => Verdict::Refuted(shown(&difference)),
            Satisfiability::Unknown => {
                Verdict::Undecided(format!("is this empty? {}", shown(&difference)))
            }
        },
        Err(error) => Verdict::Undecided(error.to_string()),
    }
}

/// Whether no document is one of both.
pub(super) fn disjoint(left: &CanonicalSchema, right: &CanonicalSchema) -> bool {
    left.intersect(right).is_ok_and(|common| common.satisfiability() == Satisfiability::No)
}

fn shown(schema: &CanonicalSchema) -> String {
    let mut schema = schema.to_json_schema();
    if let Value::Object(keywords) = &mut schema {
        keywords.remove("$schema");
        keywords.remove("$defs");
    }
    let text = schema.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}
