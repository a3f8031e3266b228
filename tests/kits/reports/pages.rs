//! Pages, in a browser.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use export_bundles_report::render;
use serde_json::{Value, json};

use super::case::{Case, hostile, shipped};
use super::{scripts, tools};
use crate::{has_browser, made, succeed};

#[test]
fn pages_of_shipped_bundles_are_for_everybody() {
    if !has_browser() {
        return;
    }
    let cases = shipped();
    assert!(cases.len() > 20);
    look("shipped", &cases, |case| case.name.contains("full") || case.name.contains("texts"));
}

/// Nothing that is in a bundle runs, asks for anything, or is lost.
#[test]
fn pages_of_hostile_bundles_show_them_and_nothing_else() {
    if !has_browser() {
        return;
    }
    let of_every_kind = ["a script", "an override of direction", "many lines"];
    look("hostile", &hostile(), |case| of_every_kind.iter().any(|it| case.name.starts_with(it)));
}

/// Asks the browser about a page of each.
fn look(what: &str, cases: &[Case], is_strict: impl Fn(&Case) -> bool) {
    let workshop = &made().workshop;
    let folder = workshop.scratch(&format!("{what}-pages"));
    fs::create_dir_all(&folder).unwrap();
    let pages: Vec<Value> = cases
        .iter()
        .enumerate()
        .map(|(index, case)| {
            let file = folder.join(format!("{index}.html"));
            fs::write(&file, render::html(&case.subject())).unwrap();
            let verdict = if case.subject().is_sound { "sound" } else { "unsound" };
            json!({"file": file, "name": case.name, "texts": case.said, "verdict": verdict,
                   "strict": is_strict(case)})
        })
        .collect();
    let list: PathBuf = folder.join("pages.json");
    fs::write(&list, Value::from(pages).to_string()).unwrap();
    let mut node = Command::new("node");
    node.arg(scripts().join("pages.mjs")).arg(tools()).arg(&list);
    let wrong = succeed(workshop.point_browser(&mut node));
    assert!(wrong.is_empty(), "{wrong}");
}
