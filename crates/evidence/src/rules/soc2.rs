//! What an auditor reads.

use std::collections::BTreeSet;

use export_bundles::{ControlId, ReviewStatus};

use super::finding::Findings;
use super::subject::Subject;
use crate::criteria;

/// `period-interval`.
pub fn period(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    if let (Some(start), Some(end)) = (bundle.compliance_period_start, bundle.compliance_period_end)
        && end < start
    {
        findings.at("compliance_period_end");
    }
}

/// `incident-in-period`.
pub fn incident(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    let Some(violation) = bundle.violation_timestamp else { return };
    if bundle.compliance_period_start.is_some_and(|start| violation < start)
        || bundle.compliance_period_end.is_some_and(|end| violation > end)
    {
        findings.at("violation_timestamp");
    }
}

/// `review-consistent`.
pub fn review(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    let is_reviewed = bundle.review_status != ReviewStatus::Pending;
    if bundle.reviewed_by.is_some() != is_reviewed {
        findings.at("reviewed_by");
    }
    if bundle.reviewed_at.is_some() != is_reviewed {
        findings.at("reviewed_at");
    }
}

/// `follows-another`.
pub fn follows(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    if bundle.follows.as_ref() == Some(&bundle.bundle_id) {
        findings.at("follows");
    }
}

/// `criteria-mapped`.
pub fn mapped(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    let covered: BTreeSet<&ControlId> = bundle.criteria_covered.iter().collect();
    let mapped: BTreeSet<&ControlId> =
        bundle.control_mappings.iter().map(|it| &it.control_id).collect();
    if covered != mapped {
        findings.at("criteria_covered");
    }
}

/// `criteria-exist`.
pub fn exist(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    for (index, mapping) in bundle.control_mappings.iter().enumerate() {
        if !criteria::exists(&mapping.control_id) {
            findings.in_item("control_mappings", index, "control_id");
        }
    }
    for (index, id) in bundle.criteria_covered.iter().enumerate() {
        if !criteria::exists(id) {
            findings.at_item("criteria_covered", index);
        }
    }
}

/// `reviewer-is-not-exporter`.
pub fn reviewer(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    if bundle.reviewed_by.as_ref() == Some(&bundle.exported_by) {
        findings.at("reviewed_by");
    }
}

/// `attested-with-steps`.
pub fn attested(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(bundle) = subject.soc2 else { return };
    if !bundle.attestation_statement.is_empty() && bundle.steps.is_empty() {
        findings.at("attestation_statement");
    }
}
