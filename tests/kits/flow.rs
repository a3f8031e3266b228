//! A new optional field flows into every client, with nothing written by hand.

use std::fs;

use serde_json::{Value, json};

use crate::{has_browser, made, succeed};

/// Adds the member `risk_note` to the object that the schema describes, or defines under `title`.
fn extend(schema: &mut Value, title: &str) {
    let object = match schema["title"] == title {
        true => schema,
        false => match schema["$defs"].get_mut(title) {
            Some(definition) => definition,
            None => return,
        },
    };
    object["properties"]["risk_note"] = json!({
        "description": "What reviewers should know. Null or absent when there is nothing to say.",
        "anyOf": [{ "type": "string", "minLength": 3, "maxLength": 80 }, { "type": "null" }],
    });
}

#[test]
fn a_new_field_flows_into_both_packages_and_the_page() {
    if !has_browser() {
        return;
    }
    let workshop = &made().workshop;
    let brief = fs::read_to_string(workshop.scratch("brief.json")).unwrap();
    let mut brief: Value = serde_json::from_str(&brief).unwrap();
    for it in brief["types"].as_array_mut().unwrap() {
        extend(&mut it["accept"], "TraceStepEvidence");
        extend(&mut it["emit"], "TraceStepEvidence");
    }
    let home = tempfile::tempdir().unwrap();
    let place = |name: &str| home.path().join(name);
    fs::write(place("brief.json"), brief.to_string()).unwrap();
    for package in ["typescript", "python", "reference"] {
        fs::create_dir(place(package)).unwrap();
    }
    let from = |script: &str| {
        let mut maker = workshop.node.script(script);
        maker.arg(place("brief.json"));
        maker
    };
    succeed(from("typescript/make/main.mjs").arg(place("typescript")));
    succeed(from("reference/make/main.mjs").arg(place("typescript")).arg(place("reference")));
    let mut maker = workshop.python.script("make/main.py");
    succeed(maker.arg(place("brief.json")).arg(place("python")));

    let text = |path: &str| fs::read_to_string(place(path)).unwrap();
    assert!(text("typescript/types.d.ts").contains("risk_note?: "));
    assert!(text("python/src/export_bundles/models.py").contains("risk_note: "));
    assert!(text("reference/index.html").contains("TraceStepEvidence.risk_note"));

    // The validators of the new packages know the field's bounds.
    let script = place("ask.mjs");
    let program = "import { parse } from './typescript/index.js';\n\
                   const step = { step_index: 0, timestamp: '2026-03-14T09:26:53Z', \
                   step_type: 'plan', status: 'ok' };\n\
                   const ask = (risk_note) => parse('TraceStepEvidence', \
                   JSON.stringify({ ...step, risk_note }));\n\
                   console.log(ask('abc').valid, ask(null).valid, \
                   JSON.stringify(ask('ab').violations.map((it) => it.keyword)));\n";
    fs::write(&script, program).unwrap();
    let mut node = std::process::Command::new("node");
    assert_eq!(succeed(node.arg(&script)).trim(), "true true [\"minLength\"]");

    let script = place("ask.py");
    let program = "import sys\nfrom export_bundles import Rejection, TraceStepEvidence, parse\n\
                   step = '{\"step_index\": 0, \"timestamp\": \"2026-03-14T09:26:53Z\", \
                   \"step_type\": \"plan\", \"status\": \"ok\", \"risk_note\": %s}'\n\
                   print(parse(TraceStepEvidence, step % '\"abc\"').risk_note)\n\
                   try:\n    parse(TraceStepEvidence, step % '\"ab\"')\n\
                   except Rejection as rejection:\n    print(rejection.violations[0].keyword)\n";
    fs::write(&script, program).unwrap();
    let mut python = workshop.python.script(script.to_str().unwrap());
    let said = succeed(python.env("PYTHONPATH", place("python/src")));
    assert_eq!(said.split_whitespace().collect::<Vec<_>>(), ["abc", "minLength"]);
}
