//! One document in, one report out.

use exact_schema_commands::documents;
use export_bundles::{
    CONTRACT, Document, DocumentType, EvidenceBundle, ExecutiveDebriefBundle, ExportBundle,
    Soc2Bundle, decode,
};
use export_bundles_attest::redact::Presentation;
use export_bundles_attest::{FaultKind, Signed};
use export_bundles_evidence::{RuleSet, SealState, verify_seal, verify_with};

use super::report::Report;
use crate::receipts::Receipts;

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
        if Presentation::is_likely(bytes) {
            return self.shown_in_part(line, bytes);
        }
        let beside = self.receipts.beside(document, line);
        let (signed, logged) = self.receipts.of(&beside, bytes);
        let is_answered_for = self.receipts.suffice(&signed, &logged);
        let report = self.whole(line, bytes);
        Report { is_sound: report.is_sound && is_answered_for, signed, logged, ..report }
    }

    fn weight(report: &Report) -> usize {
        1 + report.violations.len() + report.findings.len()
    }
}

impl Judge {
    /// What is known of a document without its receipts.
    fn whole(&self, line: Option<u64>, bytes: &[u8]) -> Report {
        match verify_with(bytes, self.rules) {
            Ok(verified) => Report {
                seal: verified.seal,
                bears_a_seal: !matches!(verified.bundle, ExportBundle::ExecutiveDebrief(_)),
                is_sound: match self.strict {
                    true => verified.is_spotless(),
                    false => verified.is_sound(),
                },
                findings: verified.findings,
                ..Report::new(line, title_of_bundle(&verified.bundle))
            },
            Err(rejection) => Report {
                violations: rejection.violations().to_vec(),
                is_truncated: rejection.is_truncated(),
                // The seal is that of any document, whatever its schema says of it.
                seal: verify_seal(bytes).unwrap_or(SealState::Absent),
                ..Report::new(line, title_of(bytes))
            },
        }
    }

    /// What is known of a document that is shown in part. Its signature is all that holds it together, so that it is
    /// nothing for somebody who trusts nobody.
    fn shown_in_part(&self, line: Option<u64>, bytes: &[u8]) -> Report {
        let title = "ExportBundle";
        let Some(trust) = self.receipts.trust.as_deref() else {
            return Report { signed: Signed::Unread, is_read: false, ..Report::new(line, title) };
        };
        let disclosed = Presentation::parse(bytes)
            .map_err(|_| FaultKind::NoPresentation)
            .and_then(|it| it.disclose(trust, self.receipts.now));
        let disclosed = match disclosed {
            Ok(disclosed) => disclosed,
            Err(kind) => {
                let signed = Signed::refused(kind);
                return Report { signed, is_read: false, ..Report::new(line, title) };
            }
        };
        let document = disclosed.document.as_bytes();
        let signed = Signed::by(disclosed.key_id);
        if disclosed.withheld.is_nothing() {
            return Report { signed, ..self.whole(line, document) };
        }
        let report = Report { signed, ..Report::new(line, title_of(document)) };
        let withheld = Some(disclosed.withheld);
        match decode::<ExportBundle>(document) {
            Ok(_) => Report { withheld, is_sound: true, ..report },
            Err(rejection) => Report {
                violations: rejection.violations().to_vec(),
                is_truncated: rejection.is_truncated(),
                withheld,
                ..report
            },
        }
    }
}

fn title_of_bundle(bundle: &ExportBundle) -> &'static str {
    match bundle {
        ExportBundle::Evidence(_) => EvidenceBundle::TITLE,
        ExportBundle::Soc2(_) => Soc2Bundle::TITLE,
        ExportBundle::ExecutiveDebrief(_) => ExecutiveDebriefBundle::TITLE,
    }
}

/// The title of the type that the document says it has.
fn title_of(bytes: &[u8]) -> &'static str {
    let any = CONTRACT.default_type();
    any.and_then(|it| it.branch_of(bytes)).or(any).map_or("ExportBundle", DocumentType::title)
}
