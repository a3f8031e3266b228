//! What senders are told, word for word. The packages for other languages are held to the same file.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use export_bundles::CONTRACT;
use serde::Deserialize;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(rename = "type")]
    title: String,
    text: String,
    /// Pointer, keyword and message of each.
    violations: Vec<[String; 3]>,
}

#[test]
fn senders_are_told_what_to_mend() {
    let Cases { cases } = serde_json::from_str(include_str!("messages.json")).unwrap();
    assert!(cases.len() > 5);
    for case in cases {
        let kind = CONTRACT.type_named(&case.title).unwrap();
        let rejection = kind.check(case.text.as_bytes()).unwrap_err();
        let found = rejection.violations().iter();
        let found: Vec<_> =
            found.map(|it| [it.pointer(), it.keyword(), it.message()].map(str::to_owned)).collect();
        assert_eq!(found, case.violations, "{}", case.name);
    }
}
