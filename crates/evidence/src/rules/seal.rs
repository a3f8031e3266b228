//! The seal.

use super::finding::Findings;
use super::subject::{SealFound, Subject};
use crate::seal::MEMBER;

/// `seal-matches`.
pub fn matches(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    match &subject.seal {
        SealFound::Absent | SealFound::Matching => {}
        SealFound::Broken => findings.at(MEMBER),
        SealFound::Impossible(pointer) => findings.at_pointer(pointer),
    }
}

/// `unsealed`.
pub fn unsealed(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    if subject.evidence.is_some() && subject.seal == SealFound::Absent {
        findings.at_pointer("");
    }
}
