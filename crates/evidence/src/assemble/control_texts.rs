//! What a SOC 2 bundle says in words, from `data/control-texts.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::facts::Sentence;

/// What a SOC 2 bundle says in words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlTexts {
    /// By the id of a control: what shows that it is met.
    pub controls: BTreeMap<String, ControlText>,
    /// What the exporting side attests.
    pub attestation: Vec<Sentence>,
}

/// What shows that a control is met.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlText {
    /// What has to be known for it to be met in full.
    pub needs: Vec<String>,
    pub evidence: Vec<Sentence>,
}

#[expect(clippy::expect_used, reason = "the file is part of this crate")]
pub static CONTROL_TEXTS: LazyLock<ControlTexts> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/control-texts.json")).expect("texts of controls")
});
