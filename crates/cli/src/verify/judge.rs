//! One document in, one report out.

use exact_schema_commands::documents;
use export_bundles::{CONTRACT, DocumentType, ExportBundle};
use export_bundles_evidence::{RuleSet, SealState, verify_seal, verify_with};

use super::receipts::Receipts;
use super::report::Report;

/// Verifies documents.
#[derive(Clone)]
pub struct Judge {
    pub rules: RuleSet,
    /// Whether a warning makes a document unsound.
    pub strict: bool,
    /// Who signed documents, and which logs they are in.
    pub receipts: Receipts,
}

impl documents::Judge for Judge {
    type Report = Report;

    fn judge(&self, document: &str, line: Option<u64>, bytes: &[u8]) -> Report {
        let (signed, logged) = self.receipts.of(document, line, bytes);
        let is_answered_for = self.receipts.suffice(&signed, &logged);
        match verify_with(bytes, self.rules) {
            Ok(verified) => Report {
                line,
                title: title_of(bytes),
                violations: Vec::new(),
                is_truncated: false,
                seal: verified.seal,
                bears_a_seal: !matches!(verified.bundle, ExportBundle::ExecutiveDebrief(_)),
                is_sound: is_answered_for
                    && match self.strict {
                        true => verified.is_spotless(),
                        false => verified.is_sound(),
                    },
                findings: verified.findings,
                signed,
                logged,
            },
            Err(rejection) => Report {
                line,
                title: title_of(bytes),
                violations: rejection.violations().to_vec(),
                is_truncated: rejection.is_truncated(),
                findings: Vec::new(),
                // The seal is that of any document, whatever its schema says of it.
                seal: verify_seal(bytes).unwrap_or(SealState::Absent),
                bears_a_seal: true,
                signed,
                logged,
                is_sound: false,
            },
        }
    }

    fn weight(report: &Report) -> usize {
        1 + report.violations.len() + report.findings.len()
    }
}

/// The title of the type that the document says it has.
fn title_of(bytes: &[u8]) -> &'static str {
    let any = CONTRACT.default_type();
    any.and_then(|it| it.branch_of(bytes)).or(any).map_or("ExportBundle", DocumentType::title)
}
