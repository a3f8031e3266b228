//! Keywords that the canonical form compares by their text.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Lemma, language};
use crate::keyword;

/// The values of `pattern` or `format` anywhere in a schema.
fn values(schema: &Value, leaf: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    keyword::visit(schema, &mut |keywords| {
        if let Some(value) = keywords.get(leaf).and_then(Value::as_str) {
            found.insert(value.to_owned());
        }
    });
    found
}

/// The patterns and formats that both schemas contain.
pub(super) fn common(left: &Value, right: &Value) -> Vec<Lemma> {
    ["format", "pattern"]
        .into_iter()
        .flat_map(|keyword| {
            let both: Vec<String> =
                values(left, keyword).intersection(&values(right, keyword)).cloned().collect();
            both.into_iter().map(move |value| Lemma::SameLeaf { keyword, value })
        })
        .collect()
}

/// Which patterns of the wide schema are tried for a pattern that it does not contain.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patterns {
    /// Those that the narrow schema does not contain.
    OfWideOnly,
    /// All of them.
    All,
}

/// The schema `narrow` with every pattern of `wide` beside the patterns that lie in it, and the
/// inclusions that were proved for this. It accepts what it accepted before.
pub(super) fn with_wider_patterns(
    narrow: &Value,
    wide: &Value,
    patterns: Patterns,
) -> (Value, Vec<Lemma>) {
    let (ours, theirs) = (values(narrow, "pattern"), values(wide, "pattern"));
    let is_ours = |pattern: &str| ours.contains(pattern);
    let mut schema = narrow.clone();
    let mut lemmas = Vec::new();
    for ours in ours.difference(&theirs) {
        let is_tried = |theirs: &&String| patterns == Patterns::All || !is_ours(theirs);
        let theirs = theirs.iter().filter(is_tried);
        for theirs in theirs.filter(|theirs| language::is_included(ours, theirs)) {
            keyword::change(&mut schema, &mut |keywords| beside(keywords, ours, theirs));
            lemmas.push(Lemma::PatternInclusion { narrow: ours.clone(), wide: theirs.clone() });
        }
    }
    (schema, lemmas)
}

fn beside(keywords: &mut Map<String, Value>, narrow: &str, wide: &str) {
    if keywords.get("pattern").is_some_and(|it| it == narrow) {
        let conditions = keywords.entry("allOf").or_insert_with(|| json!([]));
        if let Value::Array(conditions) = conditions {
            conditions.push(json!({ "pattern": wide }));
        }
    }
}
