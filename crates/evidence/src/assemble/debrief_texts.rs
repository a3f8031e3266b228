//! What a debrief says in words, from the texts of the contract.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use export_bundles::{DEBRIEF_TEXTS, Slug};
use serde::Deserialize;

use super::facts::Sentence;

/// The texts of debriefs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebriefTexts {
    /// By the kind of a violation.
    kinds: BTreeMap<String, KindTexts>,
    /// Of a kind that has no texts of its own, or is not known.
    other: KindTexts,
    /// What is said of every incident: behind the summary of its kind.
    pub summary: Vec<Sentence>,
    /// What is said of every incident: behind the impact of its kind.
    pub impact: Vec<Sentence>,
}

/// The texts for one kind of violations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindTexts {
    pub summary: Vec<Sentence>,
    pub impact: Vec<Sentence>,
    pub actions: Vec<Sentence>,
}

impl DebriefTexts {
    /// The texts for violations of a kind.
    pub fn of(&self, kind: Option<&Slug>) -> &KindTexts {
        kind.and_then(|kind| self.kinds.get(kind.as_str())).unwrap_or(&self.other)
    }
}

#[expect(clippy::expect_used, reason = "the file is part of the contract, and held by a test")]
pub static TEXTS: LazyLock<DebriefTexts> =
    LazyLock::new(|| serde_json::from_str(DEBRIEF_TEXTS).expect("texts of debriefs"));
