//! What documents take of memory, counted by the allocator, in the worst shapes that were found.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::sync::{Mutex, MutexGuard, PoisonError};

use export_bundles::{CONTRACT, EvidenceBundle, ExecutiveDebriefBundle, PolicyContext, decode};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// How long a document is about.
const SIZE: usize = 2 << 20;

/// What is counted is of the whole process.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `repeat` as often as it takes, with `last` at the end.
fn filled(start: &str, repeat: &str, last: &str) -> Vec<u8> {
    format!("{start}{}{last}", repeat.repeat(SIZE / repeat.len())).into_bytes()
}

fn policies(repeat: &str, last: &str) -> Vec<u8> {
    let start = r#"{"policy_snapshot_id": "p", "active_policies": ["#;
    filled(start, repeat, &format!("{last}]}}"))
}

/// An object of members that all differ, as no repetition is.
fn members() -> Vec<u8> {
    let members: Vec<String> = (0..SIZE / 10).map(|it| format!("\"{it:x}\":0")).collect();
    let start = r#"{"policy_snapshot_id": "p", "active_policies": [{"#;
    format!("{start}{}}}]}}", members.join(",")).into_bytes()
}

/// Free-form members of every shape that is short in text and long in memory.
fn free_form() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("objects in a list", policies("{\"a\":0},", "{}")),
        ("objects in a list in an object", {
            let start = r#"{"policy_snapshot_id": "p", "active_policies": [{"x":["#;
            filled(start, "{\"a\":0},", "0]}]}")
        }),
        ("numbers", {
            let start = r#"{"policy_snapshot_id": "p", "active_policies": [{"x":["#;
            filled(start, "0,", "0]}]}")
        }),
        ("empty lists", {
            let start = r#"{"policy_snapshot_id": "p", "active_policies": [{"x":["#;
            filled(start, "[],", "0]}]}")
        }),
        ("members", members()),
    ]
}

/// What `act` holds at its end, and what it took at most, each as a multiple of the text.
fn taken<T>(text: &[u8], act: impl FnOnce() -> T) -> (f64, f64) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let held = act();
    let times = |usage: usize| usage.saturating_sub(before) as f64 / text.len() as f64;
    let taken = (times(HEAP.current_usage()), times(HEAP.peak_usage()));
    drop(held);
    taken
}

#[test]
fn a_check_takes_next_to_nothing() {
    let _alone = alone();
    let kind = CONTRACT.type_named("PolicyContext").unwrap();
    for (name, text) in free_form() {
        let (_, peak) = taken(&text, || kind.check(&text).unwrap());
        // The names of one object are compared with each other, which takes a place for each.
        let most = if name == "members" { 2.0 } else { 0.01 };
        assert!(peak <= most, "{name}: {peak}");
    }
    let text = steps();
    let kind = CONTRACT.type_named("EvidenceBundle").unwrap();
    let (_, peak) = taken(&text, || kind.check(&text).unwrap());
    assert!(peak <= 0.01, "steps: {peak}");
}

#[test]
fn a_bundle_is_held_in_about_its_text() {
    let _alone = alone();
    let text = steps();
    let (held, _) = taken(&text, || decode::<EvidenceBundle>(&text).unwrap());
    println!("steps: holds {held:.2}");
    assert!(held <= 2.0, "steps: {held}");
}

/// Nothing but the limit of a body bounds it: a `String` is 24 bytes, however short it is.
#[test]
fn short_strings_are_held_in_at_most_ten_times_their_text() {
    let _alone = alone();
    let start =
        std::fs::read_to_string("schemas/v1/examples/executive-debrief-bundle/valid/minimal.json")
            .unwrap();
    let start = start.trim_end().strip_suffix('}').unwrap().trim_end().to_owned();
    for item in ["\"\",", "\"a\","] {
        let list = format!("{start}, \"recommended_actions\": [");
        let text = filled(&list, item, "\"\"]}");
        let (held, _) = taken(&text, || decode::<ExecutiveDebriefBundle>(&text).unwrap());
        println!("{item}: holds {held:.2}");
        assert!(held <= 10.0, "{item}: {held}");
    }
}

/// Documents that are refused, in shapes that are long in memory.
fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let start = r#"{"policy_snapshot_id": "p", "unknown": ["#;
    let mut shapes: Vec<_> =
        free_form().into_iter().map(|(name, text)| (name, without_snapshot(&text))).collect();
    shapes.extend([
        ("an unknown member", filled(start, "{\"a\":0},", "0]}")),
        ("a list where a string belongs", {
            filled(r#"{"policy_snapshot_id": ["#, "{\"a\":0},", "0]}")
        }),
        ("lists where objects belong", policies("[[]],", "0")),
        ("a list of lists where an object belongs", {
            filled(r#"{"policy_snapshot_id": "p", "active_policies": [["#, "{\"a\":0},", "0]]}")
        }),
        ("a member twice", {
            let mut text = members();
            text.truncate(text.len() - 4);
            text.extend(br#"","0":1}]}"#.iter().skip(1));
            text
        }),
        ("a text that breaks off", free_form().remove(0).1[..SIZE].to_vec()),
        ("no object at all", filled("[", "{\"a\":0},", "0]")),
    ]);
    shapes
}

fn without_snapshot(text: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(text).unwrap();
    text.replacen(r#""policy_snapshot_id": "p", "#, "", 1).into_bytes()
}

#[test]
fn a_rejection_takes_no_more_than_eight_times_the_text() {
    let _alone = alone();
    let kind = CONTRACT.type_named("PolicyContext").unwrap();
    // What explains rejections is compiled once.
    kind.check(b"{}").unwrap_err();
    let mut wrong = Vec::new();
    for (name, text) in refused() {
        let (_, peak) = taken(&text, || kind.check(&text).unwrap_err());
        println!("{name}: took {peak:.2}");
        if peak > 8.0 {
            wrong.push(format!("{name}: {peak}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn steps() -> Vec<u8> {
    let step = r#"{"step_index":0,"timestamp":"2026-03-14T09:26:53Z","step_type":"llm_call","status":"ok"},"#;
    let last = step.trim_end_matches(',');
    let start = r#"{"run_id":"r","incident_id":"i","trace_id":"t","tenant_id":"t","bundle_id":
        "EVD-7c9e6679a1b24f0d8c3e5b7a9d1f2e4c","bundle_type":"evidence","created_at":
        "2026-03-14T09:26:53Z","policy_context":{"policy_snapshot_id":"p"},"steps":["#;
    filled(start, step, &format!("{last}]}}"))
}

#[test]
fn free_form_members_are_held_as_what_they_were_sent_as() {
    let _alone = alone();
    for (name, text) in free_form() {
        let (held, peak) = taken(&text, || decode::<PolicyContext>(&text).unwrap());
        println!("{name}: holds {held:.2}, took {peak:.2}");
        assert!(held <= 1.01 && peak <= 2.1, "{name}: {held}, {peak}");
    }
}
