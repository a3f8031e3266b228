//! Bundles that reports are made of: those that are shipped, and those whose every text is hostile.

use std::fs;

use export_bundles_attest::{Logged, Signed};
use export_bundles_document::visible;
use export_bundles_evidence::{Verified, verify};
use export_bundles_report::Subject;
use serde::Deserialize;
use serde_json::Value;

use crate::root;

/// A bundle that a report is made of.
pub struct Case {
    /// What it is called, here and in what goes wrong.
    pub name: String,
    /// The bundle.
    pub text: String,
    /// What its report says, word for word.
    pub said: Vec<String>,
    verified: Verified,
}

impl Case {
    fn new(name: String, text: String, said: Vec<String>) -> Self {
        let verified = verify(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { name, text, said, verified }
    }

    /// What a report of it is about, under a name that a file can have.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            name: "bundle.json",
            text: self.text.as_bytes(),
            verified: &self.verified,
            signed: &Signed::Absent,
            logged: &Logged::Absent,
            receipt: None,
            proof: None,
            is_sound: self.verified.is_sound(),
        }
    }
}

/// The examples of the three bundles that are shipped.
pub fn shipped() -> Vec<Case> {
    let mut cases = Vec::new();
    for kind in ["evidence-bundle", "soc2-bundle", "executive-debrief-bundle"] {
        let folder = root().join("schemas/v1/examples").join(kind).join("valid");
        let mut files: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let name = format!("{kind}-{}", file.file_stem().unwrap().to_string_lossy());
            cases.push(Case::new(name, fs::read_to_string(file).unwrap(), Vec::new()));
        }
    }
    cases
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    text: String,
    /// How often the text is there, one behind the other.
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
}

/// A bundle, and the members that can be any text.
const HOSTS: [(&str, &[&str]); 3] = [
    (
        "evidence-bundle/valid/full-personal-data-blocked.json",
        &[
            "/run_goal",
            "/export_reason",
            "/policy_context/violated_policy_name",
            "/policy_context/threshold_value",
            "/policy_context/actual_value",
            "/policy_context/active_policies/0/name",
            "/policy_context/active_policies/0/rule/detector",
            "/policy_context/active_policies/0/rule/channels/0",
        ],
    ),
    (
        "soc2-bundle/valid/full-reviewed.json",
        &[
            "/attestation_statement",
            "/auditor_notes",
            "/control_mappings/0/control_name",
            "/control_mappings/0/control_description",
            "/control_mappings/1/evidence_provided",
        ],
    ),
    (
        "executive-debrief-bundle/valid/full-personal-data-blocked.json",
        &[
            "/incident_summary",
            "/business_impact",
            "/policy_violated",
            "/recommended_actions/0",
            "/remediation_notes",
            "/prepared_for",
        ],
    ),
];

/// The members that can be any name: no control character, and not more than 256 characters.
const NAMES: [&str; 4] = ["/steps/0/step_type", "/tenant_id", "/agent_id", "/prepared_by"];

/// Every row of the table, in a bundle; the three take turns.
pub fn hostile() -> Vec<Case> {
    let table = fs::read_to_string(root().join("crates/report/tests/hostile.json")).unwrap();
    let rows: Vec<Row> = serde_json::from_str(&table).unwrap();
    assert!(rows.len() >= 40, "{} rows", rows.len());
    let hosts = HOSTS.iter().cycle();
    rows.iter().zip(hosts).map(|(row, (host, members))| case(row, host, members)).collect()
}

fn case(row: &Row, host: &str, members: &[&str]) -> Case {
    let text = row.text.repeat(row.times);
    let name: String = text.chars().filter(|it| !it.is_control()).take(256).collect();
    let place = root().join("schemas/v1/examples").join(host);
    let mut bundle: Value = serde_json::from_str(&fs::read_to_string(place).unwrap()).unwrap();
    let mut said = vec![visible(&text).into_owned(), visible(&name).into_owned()];
    said.retain(|it| !it.trim().is_empty());
    // What is long is there once or twice: it takes pages.
    let members = if text.len() > 1000 { &members[..2] } else { members };
    for member in members {
        *bundle.pointer_mut(member).unwrap() = text.clone().into();
    }
    for member in NAMES {
        if let (Some(value), false) = (bundle.pointer_mut(member), name.is_empty()) {
            *value = name.clone().into();
        }
    }
    // The name of a member is a text of theirs, too.
    if let Some(Value::Object(policy)) = bundle.pointer_mut("/policy_context/active_policies/1") {
        policy.insert(name.clone(), 1.into());
    }
    if let Some(bundle) = bundle.as_object_mut() {
        bundle.remove("content_hash");
    }
    let kind = host.split('/').next().unwrap();
    Case::new(format!("{} in {kind}", row.name), bundle.to_string(), said)
}
