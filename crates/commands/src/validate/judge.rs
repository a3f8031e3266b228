//! One document in, one report out.

use exact_schema_runtime::{DocumentType, Rejection, Violation};

use super::excerpt;
use super::report::{Failure, Finding, Report};
use crate::documents;

/// Judges documents.
#[derive(Clone, Copy)]
pub struct Judge {
    /// The type of every document.
    pub document_type: DocumentType,
    /// Whether that is only the default, and the document may tell a branch of it.
    pub is_default: bool,
    /// Whether reports show what was found.
    pub reveal: bool,
}

impl documents::Judge for Judge {
    type Report = Report;

    fn judge(&self, _document: &str, line: Option<u64>, bytes: &[u8]) -> Report {
        let told = match self.is_default {
            true => self.document_type.branch_of(bytes),
            false => Some(self.document_type),
        };
        let document_type = told.unwrap_or(self.document_type);
        let untyped = told.is_none() && self.document_type.tag().is_some();
        let failure = document_type.check(bytes).err().map(|rejection| {
            Box::new(Failure {
                findings: self.findings(bytes, &rejection),
                truncated: rejection.is_truncated(),
                defect: rejection.is_defect(),
                untyped,
            })
        });
        Report { line, title: document_type.title(), failure }
    }

    fn weight(report: &Report) -> usize {
        1 + report.failure.as_ref().map_or(0, |failure| failure.findings.len())
    }
}

impl Judge {
    fn findings(&self, bytes: &[u8], rejection: &Rejection) -> Vec<Finding> {
        let document = if self.reveal { exact_schema_json::read(bytes).ok() } else { None };
        let found = |violation: &Violation| match violation.position() {
            Some(position) if self.reveal => excerpt::of_text(bytes, position.offset),
            _ => document.as_ref()?.pointer(violation.pointer()).map(excerpt::of_value),
        };
        let finding = |violation: &Violation| Finding {
            pointer: violation.pointer().to_owned(),
            keyword: violation.keyword().to_owned(),
            message: violation.message().to_owned(),
            schema: violation.schema_location().map(str::to_owned),
            position: violation.position(),
            found: found(violation),
        };
        rejection.violations().iter().map(finding).collect()
    }
}
