//! One schema in another.

use jsonschema::canonical::CanonicalSchema;
use serde_json::Value;

use super::leaf::{self, Patterns};
use super::{Lemma, Verdict, canonical};

/// Whether every document that `narrow` accepts, `wide` accepts, with formats asserted. Neither may
/// refer to another document.
///
/// ```
/// use export_bundles_publish::proof::inclusion;
/// use serde_json::json;
///
/// let count = json!({ "type": "integer", "minimum": 0 });
/// let number = json!({ "type": "number", "minimum": -1 });
/// assert!(inclusion(&count, &number).is_proved());
/// assert!(!inclusion(&number, &count).is_proved());
/// ```
#[must_use]
pub fn inclusion(narrow: &Value, wide: &Value) -> Verdict {
    // Most patterns that differ have one counterpart; every other pair is asked for only if need be.
    let mut verdict = Verdict::Undecided(String::new());
    for patterns in [Patterns::OfWideOnly, Patterns::All] {
        verdict = given(patterns, narrow, wide);
        if verdict.is_proved() {
            break;
        }
    }
    verdict
}

fn given(patterns: Patterns, narrow: &Value, wide: &Value) -> Verdict {
    let (narrow, wider_patterns) = leaf::with_wider_patterns(narrow, wide, patterns);
    match direct(&narrow, wide).or_else(|verdict| by_branches(&narrow, wide).ok_or(verdict)) {
        Ok(lemmas) => {
            let mut lemmas = [wider_patterns, lemmas, leaf::common(&narrow, wide)].concat();
            lemmas.sort();
            lemmas.dedup();
            Verdict::Proved(lemmas)
        }
        Err(verdict) => verdict,
    }
}

fn direct(narrow: &Value, wide: &Value) -> Result<Vec<Lemma>, Verdict> {
    let narrow = canonical::form(narrow).map_err(Verdict::Undecided)?;
    let wide = canonical::form(wide).map_err(Verdict::Undecided)?;
    match canonical::included(&narrow, &wide) {
        Verdict::Proved(lemmas) => Ok(lemmas),
        other => Err(other),
    }
}

/// For two unions, let a document be one of `narrow`. Then it is one of some branch of it, which
/// lies in a branch of `wide` and in what `wide` asks for beside its branches. Since no other branch
/// of `wide` has the document, exactly one does.
fn by_branches(narrow: &Value, wide: &Value) -> Option<Vec<Lemma>> {
    let (ours, theirs) = (branches(narrow)?, branches(wide)?);
    for (index, left) in theirs.iter().enumerate() {
        if !theirs[index + 1..].iter().all(|right| canonical::disjoint(left, right)) {
            return None;
        }
    }
    let mut beside = wide.clone();
    beside.as_object_mut()?.remove("oneOf");
    let beside = canonical::form(&beside).ok()?;
    let is_in = |ours, theirs| canonical::included(ours, theirs).is_proved();
    let lies_in_wide =
        |ours| is_in(ours, &beside) && theirs.iter().any(|theirs| is_in(ours, theirs));
    ours.iter().all(lies_in_wide).then(|| vec![Lemma::Branches(ours.len())])
}

fn branches(union: &Value) -> Option<Vec<CanonicalSchema>> {
    let branches = union.get("oneOf")?.as_array()?.iter();
    branches.map(|branch| canonical::form(&document(branch, union)?).ok()).collect()
}

/// A branch of a union as a document, which is what its reference leads to: the canonical form
/// cannot compare references of one name that lead to different definitions.
fn document(branch: &Value, union: &Value) -> Option<Value> {
    let mut keywords = branch.as_object()?;
    while keywords.len() == 1
        && let Some(reference) = keywords.get("$ref")
    {
        keywords = union.pointer(reference.as_str()?.strip_prefix('#')?)?.as_object()?;
    }
    let mut document = keywords.clone();
    document.insert("$defs".to_owned(), union.get("$defs")?.clone());
    Some(document.into())
}
