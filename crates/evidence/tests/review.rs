//! A reviewed bundle is the one before, but for its review, or there is none, for exactly the reasons that it names.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use export_bundles::{
    BundleReview, ExportCase, ReviewOutcome, ReviewStatus, Soc2Bundle, Timestamp, decode,
};
use export_bundles_evidence::{Assembled, Options, RuleSet, assemble, verify_with};
use serde_json::{Value, json};
use uuid::Uuid;

const MADE: &str = "2026-03-14T09:40:00Z";
const REVIEWED: &str = "2026-04-02T13:05:00Z";

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 + number)
}

fn bundle() -> Soc2Bundle {
    let case = include_bytes!("../../../schemas/v1/examples/export-case/valid/full.json");
    let case: ExportCase = decode(case).unwrap();
    assemble::soc2(&case, &Options::default(), moment(MADE), id(1)).unwrap().bundle
}

fn says(review_status: ReviewOutcome, auditor_notes: Option<&str>) -> BundleReview {
    BundleReview {
        review_status,
        reviewed_by: "user_2093".parse().unwrap(),
        auditor_notes: auditor_notes.map(str::to_owned),
    }
}

/// What a review of a bundle at a moment is refused for.
fn reasons(bundle: &Soc2Bundle, now: &str, id: Uuid) -> Vec<String> {
    let review = says(ReviewOutcome::Reviewed, None);
    let refused = assemble::review(bundle, &review, moment(now), id).unwrap_err();
    refused.reasons().iter().map(|it| it.pointer.clone()).collect()
}

#[test]
fn nothing_but_the_review_is_another() {
    let before = bundle();
    let review = says(ReviewOutcome::Approved, Some("It agrees."));
    let Assembled { bundle: after, gaps } =
        assemble::review(&before, &review, moment(REVIEWED), id(2)).unwrap();
    assert!(gaps.is_empty());
    let [before, after] = [before, after].map(|it| serde_json::to_value(it).unwrap());
    let members = |it: &Value| it.as_object().unwrap().clone();
    let mut expected = members(&before);
    expected.extend(members(&json!({
        "bundle_id": "SOC2-00000000000040008000000000000002",
        "created_at": REVIEWED,
        "auditor_notes": "It agrees.",
        "review_status": "APPROVED",
        "reviewed_by": "user_2093",
        "reviewed_at": REVIEWED,
        "follows": "SOC2-00000000000040008000000000000001",
    })));
    expected["content_hash"] = after["content_hash"].clone();
    assert_eq!(after, Value::Object(expected));
    assert_ne!(after["content_hash"], before["content_hash"]);
    assert_eq!(before.get("follows"), None, "who follows nobody does not say so");
}

#[test]
fn nothing_is_found_in_what_follows() {
    for review in [says(ReviewOutcome::Reviewed, None), says(ReviewOutcome::Approved, Some(""))] {
        let after = assemble::review(&bundle(), &review, moment(REVIEWED), id(2)).unwrap().bundle;
        let text = serde_json::to_vec(&after).unwrap();
        assert!(verify_with(&text, RuleSet::All).unwrap().is_spotless());
    }
}

#[test]
fn a_reviewed_bundle_may_be_reviewed_again() {
    let first = says(ReviewOutcome::Reviewed, Some("To be approved."));
    let first = assemble::review(&bundle(), &first, moment(REVIEWED), id(2)).unwrap().bundle;
    let second = says(ReviewOutcome::Approved, None);
    let second = assemble::review(&first, &second, moment(REVIEWED), id(3)).unwrap().bundle;
    assert_eq!(second.follows, Some(first.bundle_id));
    assert_eq!(second.review_status, ReviewStatus::Approved);
    assert_eq!(second.auditor_notes, None, "the notes are those of the last review");
}

#[test]
fn every_reason_is_named() {
    let before = bundle();
    assert_eq!(reasons(&before, "2026-03-14T09:39:59Z", id(2)), ["/created_at"]);
    assert_eq!(reasons(&before, MADE, id(1)), ["/bundle_id"]);
    let approved = says(ReviewOutcome::Approved, None);
    let approved = assemble::review(&before, &approved, moment(REVIEWED), id(2)).unwrap().bundle;
    assert_eq!(reasons(&approved, REVIEWED, id(3)), ["/review_status"]);
    assert_eq!(reasons(&approved, MADE, id(2)), ["/bundle_id", "/created_at", "/review_status"]);
}

#[test]
fn a_number_that_no_seal_can_hold_is_where_the_bundle_has_it() {
    let mut before = serde_json::to_value(bundle()).unwrap();
    before["policy_context"]["active_policies"][0]["rule"]["max"] = json!("@");
    let before = before.to_string().replace("\"@\"", "9007199254740993");
    let before: Soc2Bundle = decode(before.as_bytes()).unwrap();
    let found = reasons(&before, REVIEWED, id(2));
    assert_eq!(found, ["/policy_context/active_policies/0/rule/max"]);
}
