//! What is known about a document after it was verified.

use export_bundles::Violation;
use export_bundles_attest::redact::Withheld;
use export_bundles_attest::{Logged, Signed};
use export_bundles_evidence::{Finding, SealState, Severity};

/// What is known about a document.
pub struct Report {
    /// Where in its file the document stands, from 1, if that holds one a line.
    pub line: Option<u64>,
    /// The type that the document was to be.
    pub title: &'static str,
    /// Whether anything is known of what is in it.
    pub is_read: bool,
    /// Where it is not what its schema asks for.
    pub violations: Vec<Violation>,
    /// Whether there are more violations.
    pub is_truncated: bool,
    /// Where it is not as the rules have it, in document order.
    pub findings: Vec<Finding>,
    /// What it says of its seal.
    pub seal: SealState,
    /// Whether its type is one that bears a seal.
    pub bears_a_seal: bool,
    /// Who signed it.
    pub signed: Signed,
    /// Which log it is in.
    pub logged: Logged,
    /// What is withheld of it, where it is shown in part.
    pub withheld: Option<Withheld>,
    /// Whether all that was asked for holds.
    pub is_sound: bool,
}

impl Report {
    /// Of a document of which nothing is known yet.
    pub fn new(line: Option<u64>, title: &'static str) -> Self {
        Self {
            line,
            title,
            is_read: true,
            violations: Vec::new(),
            is_truncated: false,
            findings: Vec::new(),
            seal: SealState::Absent,
            bears_a_seal: true,
            signed: Signed::Absent,
            logged: Logged::Absent,
            withheld: None,
            is_sound: false,
        }
    }

    /// How many findings are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
    }
}
