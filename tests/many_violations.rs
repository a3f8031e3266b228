//! Of a document that breaks its schema again and again, the first hundred violations are listed, at
//! the places where they are.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use export_bundles::{Document, Rejection, Soc2Bundle, decode};
use fastrand::Rng;
use serde_json::{Value, json};

/// A SOC 2 bundle with many steps and criteria, all of them good.
fn good(steps: usize) -> Value {
    let step = json!({
        "step_index": 0,
        "timestamp": "2026-03-14T09:26:53Z",
        "step_type": "read_ticket",
        "status": "ok",
    });
    let mut document: Value = serde_json::from_str(include_str!(
        "../schemas/v1/examples/soc2-bundle/valid/full-reviewed.json"
    ))
    .unwrap();
    document["steps"] = vec![step; steps].into();
    document["criteria_covered"] = vec!["CC7.2"; steps].into();
    document
}

fn rejection<T: Document>(document: &Value) -> Rejection {
    decode::<T>(document.to_string().as_bytes()).err().unwrap()
}

fn found(rejection: &Rejection) -> Vec<String> {
    let found = rejection.violations().iter();
    found.map(|it| format!("{} {}", it.keyword(), it.pointer())).collect()
}

#[test]
fn each_is_listed_where_it_is() {
    let mut rng = Rng::with_seed(5);
    for faults in [1, 2, 60, 99, 100, 101, 150, 3_000] {
        let mut document = good(3_000);
        let mut expected = Vec::new();
        let places: Vec<usize> = (0..3_000).collect();
        let mut faulty = rng.choose_multiple(places, faults);
        faulty.sort_unstable();
        for index in faulty {
            document["steps"][index]["tokens"] = (-1).into();
            expected.push(format!("minimum /steps/{index}/tokens"));
        }
        let rejection = rejection::<Soc2Bundle>(&document);
        assert_eq!(rejection.is_truncated(), faults > 100);
        expected.truncate(100);
        assert_eq!(found(&rejection), expected);
    }
}

#[test]
fn those_of_other_members_are_not_forgotten() {
    let mut document = good(3_000);
    document["steps"][2_999] = json!({"step_index": 7, "sub/step~": 1});
    document["steps"][1_500]["content_hash"] = 7.into();
    document["criteria_covered"][2_000] = "CC0".into();
    document["policy_context"]["active_policies"] = vec![json!({}); 5_000].into();
    document["policy_context"]["active_policies"][4_321] = json!([]);
    document["tenant_id"] = "".into();
    document["extra"] = 1.into();
    let rejection = rejection::<Soc2Bundle>(&document);
    let mut found = found(&rejection);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "additionalProperties ",
            "additionalProperties /steps/2999",
            "minLength /tenant_id",
            "pattern /criteria_covered/2000",
            "required /steps/2999",
            "required /steps/2999",
            "required /steps/2999",
            "type /policy_context/active_policies/4321",
            "type /steps/1500/content_hash",
        ]
    );
    assert!(!rejection.is_truncated());
}
