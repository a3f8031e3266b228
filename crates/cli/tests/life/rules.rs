//! `rules`.

use crate::process::run;

#[test]
fn every_rule_is_listed_and_explained() {
    let listed = run(&["rules", "--format", "json"]).json();
    assert!(listed.len() >= 16);
    let text = run(&["rules"]).stdout;
    for rule in &listed {
        let id = rule["id"].as_str().unwrap();
        assert!(text.contains(id));
        let explained = run(&["rules", "--explain", id]);
        assert_eq!(explained.code, 0);
        for part in ["title", "why", "reference"] {
            assert!(explained.stdout.contains(rule[part].as_str().unwrap()), "{id}: {part}");
        }
    }
}

#[test]
fn an_unknown_rule_is_2() {
    let ended = run(&["rules", "--explain", "steps-are-nice"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    assert!(ended.stderr.contains("`export-bundles rules` lists them"));
}
