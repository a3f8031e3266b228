//! What the platform knows is validated, kept once, and never changed.

use std::io::Write;

use export_bundles::{ExportBundle, Incident};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::desk::{Desk, TENANT, is_problem, known, on_both, read};

#[test]
fn the_same_again_is_fine_and_something_else_is_not() {
    on_both(|desk| {
        let service = desk.start_with_token();
        for (path, document) in known("inc_1") {
            let first = service.put(&path, &document);
            assert_eq!(first.status, 201, "{path}");
            assert_eq!(serde_json::from_slice::<Value>(&first.body).unwrap(), document);
            let spelled = format!(" {} ", serde_json::to_string_pretty(&document).unwrap());
            let json = [("content-type", "application/json")];
            assert_eq!(service.ask("PUT", &path, &json, spelled.as_bytes()).status, 200, "{path}");
            let mut other = document.clone();
            let change = ["severity", "goal", "policies", "steps"];
            let member = change.into_iter().find(|it| document.get(it).is_some()).unwrap();
            other[member] = match member {
                "severity" => "low".into(),
                "goal" => "another".into(),
                _ => json!([]),
            };
            is_problem(&service.put(&path, &other), 409, "conflict");
        }
        let incident: Incident =
            read(&service.put(&known("inc_1")[0].0, &known("inc_1")[0].1), 200);
        assert_eq!(incident.id.as_str(), "inc_1");
    });
}

#[test]
fn what_contradicts_the_request_is_refused() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    for (path, document) in known("inc_1") {
        let answer = service.put(&format!("{path}x"), &document);
        is_problem(&answer, 422, "invalid");
        let mut other = document.clone();
        other["tenant_id"] = "another".into();
        let answer = service.put(&path, &other);
        is_problem(&answer, 422, "invalid");
        let problem = answer.problem::<export_bundles::Problem>();
        assert_eq!(problem.violations[0].pointer.as_str(), "/tenant_id");
        is_problem(&service.put(&path, &json!({})), 422, "invalid");
        is_problem(
            &service.ask("PUT", &path, &[("content-type", "text/plain")], b"{}"),
            415,
            "wrong-media-type",
        );
        is_problem(
            &service.ask("PUT", &path, &[("content-type", "application/json")], b"{"),
            400,
            "not-json",
        );
        is_problem(&service.get(&path), 405, "method-not-allowed");
    }
    is_problem(&service.put("/v1/incidents/%ff", &json!({})), 400, "bad-request");
    is_problem(&service.get("/v1/nothing"), 404, "not-found");
}

/// Two requests of an exporter for a trace, whose spans name their run.
fn spans() -> [Value; 2] {
    let span = |id: &str, parent: &str, start: u64, attributes: Value| {
        json!({
            "traceId": "5b8efff798038103d269b633813fc60c", "spanId": id, "parentSpanId": parent, "name": "x",
            "startTimeUnixNano": start.to_string(), "endTimeUnixNano": (start + 1_000_000).to_string(),
            "attributes": attributes,
        })
    };
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    let number = |key: &str, value: &str| json!({ "key": key, "value": { "intValue": value } });
    let chat = json!([
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.request.model", "small-model"),
        number("gen_ai.usage.input_tokens", "12"),
        number("gen_ai.usage.output_tokens", "3"),
    ]);
    let agent =
        json!([text("gen_ai.operation.name", "invoke_agent"), text("gen_ai.agent.id", "agent_1")]);
    let export = |spans: Vec<Value>| {
        json!({ "resourceSpans": [{
            "resource": { "attributes": [text("export_bundles.run_id", "run_of_inc_1")] },
            "scopeSpans": [{ "spans": spans }],
        }] })
    };
    // The inner span comes first, as it ends first.
    [
        export(vec![span("eee19b7ec3c1b175", "eee19b7ec3c1b174", 1_773_480_414_000_000_000, chat)]),
        export(vec![span("eee19b7ec3c1b174", "", 1_773_480_413_000_000_000, agent)]),
    ]
}

fn know_without_trace(service: &crate::desk::Service) {
    for (path, document) in known("inc_1") {
        if !path.starts_with("/v1/traces/") {
            assert_eq!(service.put(&path, &document).status, 201);
        }
    }
}

#[test]
fn spans_come_in_several_requests_and_become_steps() {
    on_both(|desk| {
        let service = desk.start_with_token();
        know_without_trace(&service);
        for export in spans().iter().chain(&spans()) {
            let answer = service.post("/v1/traces", export);
            assert_eq!((answer.status, answer.body.as_slice()), (200, &b"{}"[..]));
        }
        let told = service.export("inc_1", "evidence");
        let bundle = service.get(&format!("/v1/bundles/{}", told.bundle_id.as_str()));
        let ExportBundle::Evidence(bundle) = read(&bundle, 200) else { panic!("no evidence") };
        let steps: Vec<&str> = bundle.steps.iter().map(|it| it.step_type.as_str()).collect();
        assert_eq!(steps, ["invoke_agent", "chat small-model"]);
        assert_eq!(bundle.trace_id.as_str(), "5b8efff798038103d269b633813fc60c");
        assert_eq!(bundle.total_tokens.get(), 15);
    });
}

#[test]
fn an_exporter_is_told_what_was_not_taken() {
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    let [first, _] = spans();
    assert_eq!(service.post("/v1/traces", &first).status, 200);
    let mut other = first.clone();
    let span = &mut other["resourceSpans"][0]["scopeSpans"][0]["spans"];
    span[0]["name"] = "changed".into();
    span.as_array_mut().unwrap().push(json!({ "traceId": "zz", "spanId": "" }));
    let answer = service.post("/v1/traces", &other);
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(said["partialSuccess"]["rejectedSpans"], "2");
    is_problem(&service.post("/v1/traces", &json!([])), 400, "not-json");
    let protobuf = [("content-type", "application/x-protobuf")];
    is_problem(&service.ask("POST", "/v1/traces", &protobuf, b"\xff\xff"), 400, "bad-request");
    let empty = service.ask("POST", "/v1/traces", &protobuf, b"");
    assert_eq!((empty.status, empty.header("content-type")), (200, Some("application/x-protobuf")));
    is_problem(
        &service.ask("POST", "/v1/traces", &[("content-type", "text/plain")], b"{}"),
        415,
        "wrong-media-type",
    );
}

#[test]
fn what_is_compressed_is_read_as_far_as_its_limit() {
    let desk = Desk::in_a_file();
    let service = desk.start_with(&["--max-body", "100KiB"]);
    let service = service.with(&desk.token(TENANT, "write", &[]));
    let gzip = |text: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    };
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let text = serde_json::to_vec(&spans()[0]).unwrap();
    assert_eq!(service.ask("POST", "/v1/traces", &headers, &gzip(&text)).status, 200);
    let bomb = gzip(&vec![b' '; 10 << 20]);
    is_problem(&service.ask("POST", "/v1/traces", &headers, &bomb), 413, "too-large");
    let whole = gzip(&text);
    let half = &whole[..whole.len() / 2];
    is_problem(&service.ask("POST", "/v1/traces", &headers, half), 400, "bad-request");
    let zstd = [("content-type", "application/json"), ("content-encoding", "zstd")];
    is_problem(&service.ask("POST", "/v1/traces", &zstd, &text), 415, "wrong-media-type");
    // Elsewhere nothing is compressed.
    is_problem(
        &service.ask("POST", "/v1/exports", &headers, &gzip(b"{}")),
        415,
        "wrong-media-type",
    );
}
