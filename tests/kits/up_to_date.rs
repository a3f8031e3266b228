//! What is committed is what is made, and all validators agree.

use exact_schema_kits::matrix::Validator;
use exact_schema_kits::{Outcome, render};

use crate::{has_clients, made};

#[test]
fn what_is_committed_is_what_is_made() {
    if !has_clients() {
        return;
    }
    let report = &made().report;
    assert_eq!(report.outcome, Outcome::Fresh, "{}", render(report));
}

#[test]
fn every_validator_agrees_on_every_case() {
    if !has_clients() {
        return;
    }
    let matrix = &made().report.matrix;
    let cases: usize = matrix.types.iter().map(|(_, valid, invalid)| valid + invalid).sum();
    assert!(cases >= 1_000, "{cases} cases");
    assert_eq!(matrix.rows.len() + matrix.unasked.len(), Validator::ALL.len());
    for row in &matrix.rows {
        let name = &row.name;
        assert_eq!(row.verdicts.of, cases, "{name}");
        assert!(row.verdicts.is_full() && row.single.is_full(), "{}", render(&made().report));
        assert!(row.complete.is_full() || !row.validator.is_own(), "{}", render(&made().report));
    }
}

#[test]
fn a_page_pays_little_for_a_validator() {
    if !has_clients() {
        return;
    }
    let sizes = &made().report.sizes;
    assert!(!sizes.is_empty());
    for size in sizes {
        assert!(size.gzip <= 12 * 1024, "{}: {} bytes, compressed", size.title, size.gzip);
    }
}
