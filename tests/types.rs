//! The types as a service engineer meets them.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::HashSet;
use std::fmt::Debug;

use chrono::{DateTime, TimeZone, Utc};
use export_bundles::{
    Amount, CONTRACT, ContentHash, ControlId, Count, DEFAULT_SOC2_CONTROLS, DownloadUrl,
    EvidenceBundle, EvidenceBundleId, ExecutiveDebriefBundle, ExportBundle, ExportBundleRequest,
    Identifier, PolicyContext, RiskLevel, Soc2Bundle, StepStatus, Timestamp, decode, utc_now,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

fn evidence() -> EvidenceBundle {
    EvidenceBundle::builder()
        .run_id("run_1")
        .trace_id("trace_1")
        .tenant_id("tenant-1")
        .policy_context(PolicyContext::builder().policy_snapshot_id("snap_1").build().unwrap())
        .build()
        .unwrap()
}

#[test]
fn every_type_has_the_traits_that_a_service_expects() {
    fn has<T: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send + Sync>() {}
    has::<ExportBundle>();
    has::<ExportBundleRequest>();
    has::<Soc2Bundle>();
    has::<Timestamp>();
    has::<Amount>();

    fn is_a_key<T: Eq + std::hash::Hash + Ord>() {}
    is_a_key::<Timestamp>();
    is_a_key::<ContentHash>();
    is_a_key::<Count>();
    is_a_key::<Amount>();
    is_a_key::<Identifier>();
    is_a_key::<StepStatus>();
}

#[test]
fn a_builder_leaves_only_what_is_required() {
    let bundle = evidence();
    assert!(bundle.bundle_id.starts_with("EVD-"));
    assert_eq!(bundle.bundle_id.len(), 4 + 32);
    assert!(bundle.created_at <= utc_now());
    assert_eq!(bundle.exported_by.as_str(), "system");
    assert_ne!(bundle.bundle_id, evidence().bundle_id);

    let soc2 = Soc2Bundle::builder()
        .run_id("run_1")
        .trace_id("trace_1")
        .tenant_id("tenant-1")
        .policy_context(PolicyContext::builder().policy_snapshot_id("snap_1").build().unwrap())
        .control_mappings(DEFAULT_SOC2_CONTROLS.clone())
        .build()
        .unwrap();
    let covered: Vec<&str> = soc2.criteria_covered.iter().map(ControlId::as_str).collect();
    assert_eq!(covered, ["CC7.2", "CC7.3", "CC7.4"]);

    let debrief = ExecutiveDebriefBundle::builder()
        .incident_summary("A run was stopped.")
        .business_impact("None.")
        .risk_level(RiskLevel::Low)
        .run_id("run_1")
        .incident_id("inc_1")
        .tenant_id("tenant-1")
        .policy_violated("Token budget")
        .violation_time(utc_now())
        .detection_time("2026-03-14T09:27:02Z")
        .time_to_contain_seconds(4)
        .build()
        .unwrap();
    assert_eq!(debrief.time_to_contain_seconds.map(Count::get), Some(4));
}

#[test]
fn the_error_of_a_builder_names_the_member() {
    let missing = EvidenceBundle::builder().build().unwrap_err().to_string();
    assert_eq!(missing, "no value supplied for run_id");
    let refused = ExportBundleRequest::builder().incident_id("").build().unwrap_err().to_string();
    assert!(
        refused.contains(
            "incident_id: Identifier: expected a name without control characters, of 1 to 256"
        ),
        "{refused}"
    );
}

#[test]
fn timestamps_are_read_leniently_and_written_in_one_way() {
    let cases = [
        ("2026-03-14T09:26:53Z", "2026-03-14T09:26:53Z"),
        ("2026-03-14T09:26:53.0Z", "2026-03-14T09:26:53Z"),
        ("2026-03-14T09:26:53.5Z", "2026-03-14T09:26:53.500000Z"),
        ("0001-01-01T00:00:00.000001Z", "0001-01-01T00:00:00.000001Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"),
    ];
    for (read, written) in cases {
        let moment: Timestamp = read.parse().unwrap();
        assert_eq!(serde_json::to_value(moment).unwrap(), json!(written));
    }
    let refused = [
        "",
        "Z",
        "2026-03-14",
        "2026-03-14T09:26:53",
        "2026-03-14 09:26:53Z",
        "2026-03-14T09:26:53z",
        "2026-03-14T09:26:60Z",
        "2026-03-14T24:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-03-14T09:26:53.Z",
        "2026-03-14T09:26:53.1234567Z",
        "2026-03-14T09:26:53+00:00",
        "2026-3-14T09:26:53Z",
        "é026-03-14T09:26:53Z",
    ];
    for text in refused {
        assert!(text.parse::<Timestamp>().is_err(), "{text:?}");
    }
}

#[test]
fn timestamps_are_moments_of_chrono() {
    let moment = Utc.with_ymd_and_hms(2026, 3, 14, 9, 26, 53).unwrap();
    let timestamp = Timestamp::try_from(moment).unwrap();
    assert_eq!(DateTime::<Utc>::from(timestamp), moment);
    let finer = moment + chrono::Duration::nanoseconds(1_999);
    assert_eq!(Timestamp::try_from(finer).unwrap().to_string(), "2026-03-14T09:26:53.000001Z");
    assert!(Timestamp::try_from(DateTime::<Utc>::MAX_UTC).is_err());
    assert!(Timestamp::try_from(DateTime::<Utc>::MIN_UTC).is_err());
}

#[test]
fn numbers_hold_what_the_schema_accepts() {
    assert_eq!(Count::try_from(9_007_199_254_740_991_u64).unwrap().get(), 9_007_199_254_740_991);
    assert!(Count::try_from(9_007_199_254_740_992_u64).is_err());
    assert!(Count::try_from(-1).is_err());
    assert_eq!(serde_json::from_str::<Count>("3.0").unwrap().get(), 3);
    assert!(serde_json::from_str::<Count>("3.5").is_err());
    assert!(Amount::try_from(f64::NAN).is_err());
    assert!(Amount::try_from(f64::INFINITY).is_err());
    assert!(Amount::try_from(-0.01).is_err());
    let zeros: HashSet<Amount> =
        [0.0, -0.0].into_iter().map(|zero| Amount::try_from(zero).unwrap()).collect();
    assert_eq!(zeros.len(), 1, "equal values are one key");
}

#[test]
fn urls_lead_to_the_web_or_to_the_same_host() {
    for good in ["/", "/bundles/1", "https://example.org/x?y#z", "http://127.0.0.1:8080/"] {
        assert!(DownloadUrl::try_from(good).is_ok(), "{good}");
    }
    for bad in ["", "//host", "/\\host", "javascript:alert(1)", "file:///etc", "ftp://x", "x"] {
        assert!(DownloadUrl::try_from(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_union_goes_by_its_tag_wherever_it_stands() {
    let bundle = ExportBundle::from(evidence());
    let value = serde_json::to_value(&bundle).unwrap();
    let members = value.as_object().unwrap();
    for first in [true, false] {
        let mut names: Vec<&String> = members.keys().collect();
        names.sort_by_key(|name| (*name == "bundle_type") != first);
        let text: Vec<String> =
            names.iter().map(|name| format!("{}:{}", json!(name), members[*name])).collect();
        let text = format!("{{{}}}", text.join(","));
        assert_eq!(decode::<ExportBundle>(text.as_bytes()).unwrap(), bundle);
        assert_eq!(serde_json::from_str::<ExportBundle>(&text).unwrap(), bundle);
    }
    assert_eq!(serde_json::from_value::<ExportBundle>(value).unwrap(), bundle);
    assert_eq!(bundle.bundle_type(), "evidence");
}

#[test]
fn only_the_branch_that_the_tag_names_is_judged() {
    let rejection = decode::<ExportBundle>(br#"{"bundle_type": "soc2"}"#).unwrap_err();
    assert!(rejection.violations().iter().all(|violation| violation.keyword() == "required"));
    let locations: Vec<&str> =
        rejection.violations().iter().filter_map(|it| it.schema_location()).collect();
    assert!(!locations.is_empty());
    assert!(locations.iter().all(|it| !it.contains("executive")), "{locations:?}");
}

#[test]
fn a_violation_says_where_its_keyword_stands() {
    let location = |text: &[u8], pointer: &str| {
        let rejection = decode::<ExportBundle>(text).unwrap_err();
        let violation = rejection.violations().iter().find(|it| it.pointer() == pointer);
        violation.and_then(|it| it.schema_location()).map(str::to_owned)
    };
    assert_eq!(location(b"{}", "").as_deref(), Some("export-bundle.schema.json#/required"));
    assert_eq!(
        location(br#"{"bundle_type": "evidence", "tenant_id": ""}"#, "/tenant_id").as_deref(),
        Some("scalars.schema.json#/$defs/Identifier/minLength"),
    );
}

#[test]
fn at_most_a_hundred_violations_are_listed() {
    let steps: Vec<_> = (0..1_000).map(|_| json!({})).collect();
    let mut document = serde_json::to_value(evidence()).unwrap();
    document["steps"] = steps.into();
    let rejection = decode::<EvidenceBundle>(document.to_string().as_bytes()).unwrap_err();
    assert_eq!(rejection.violations().len(), 100);
    assert!(rejection.is_truncated());
}

#[test]
fn a_rejection_never_repeats_a_value() {
    let secret = "hunter2-hunter2";
    let texts = [
        format!(r#"{{"incident_id": "{secret}\u0000"}}"#),
        format!(r#"{{"incident_id": "x", "bundle_type": "{secret}"}}"#),
        format!(r#"{{"incident_id": "x", "include_raw_steps": "{secret}"}}"#),
        format!(r#"{{"incident_id": ["{secret}"]}}"#),
        format!(r#"{{"incident_id": "{secret}" "#),
        format!(r#""{secret}""#),
    ];
    for text in texts {
        let rejection = decode::<ExportBundleRequest>(text.as_bytes()).unwrap_err();
        assert!(!format!("{rejection} {rejection:?}").contains("hunter2"), "{rejection:?}");
    }
}

#[test]
fn what_text_faults_say() {
    let faults: [(&[u8], &str); 7] = [
        (b"", "syntax"),
        (b"{} {}", "syntax"),
        (b"\xEF\xBB\xBF{}", "encoding"),
        (b"{\"a\": \"\xFF\"}", "encoding"),
        (b"{\"a\": 1, \"a\": 2}", "duplicateMember"),
        (br#"{"a": "\ud800"}"#, "syntax"),
        (b"{\"a\": 1e400}", "syntax"),
    ];
    for (text, keyword) in faults {
        let rejection = decode::<ExportBundleRequest>(text).unwrap_err();
        assert_eq!(rejection.violations()[0].keyword(), keyword);
        assert!(rejection.text_fault().is_some());
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let rejection = decode::<ExportBundleRequest>(deep.as_bytes()).unwrap_err();
    assert_eq!(rejection.violations()[0].keyword(), "depth");
}

#[test]
fn names_as_long_as_the_text_are_not_repeated() {
    let long = "n".repeat(1_000_000);
    let unknown = format!(r#"{{"incident_id": "i", "{long}": 1}}"#);
    let below = format!(r#"{{"a": {{"{long}": {{"b": 1, "b": 2}}}}}}"#);
    for (text, pointer) in [(unknown, ""), (below, "/a")] {
        let rejection = decode::<ExportBundleRequest>(text.as_bytes()).unwrap_err();
        assert_eq!(rejection.violations()[0].pointer(), pointer);
        assert!(rejection.to_string().len() < 1_000, "{rejection}");
    }
}

#[test]
fn types_are_found_by_title() {
    for kind in CONTRACT.types() {
        assert_eq!(CONTRACT.type_named(kind.title()), Ok(*kind));
    }
    let error = CONTRACT.type_named("SOC2Bundel").unwrap_err();
    assert_eq!(error.suggestion(), Some("SOC2Bundle"));
}

#[test]
fn ids_are_what_the_schema_says() {
    assert!(EvidenceBundleId::try_from("EVD-3f2b8c9d4e5f").is_ok());
    assert!(EvidenceBundleId::try_from("SOC2-3f2b8c9d4e5f").is_err());
    assert!(EvidenceBundleId::try_from("EVD-3F2B8C9D4E5F").is_err());
}
