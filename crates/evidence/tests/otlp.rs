//! Spans that real instrumentations made become traces, and what they do not show is a gap.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::PathBuf;

use export_bundles::{
    ExportBundle, ExportCase, Incident, PolicySnapshot, StepStatus, Timestamp, decode,
};
use export_bundles_evidence::otlp::{Imported, OtlpError, Prices, Selection, import};
use export_bundles_evidence::{Options, assemble, verify};
use serde_json::{Value, json};
use uuid::Uuid;

fn recorded(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/otlp");
    fs::read(folder.join(name)).unwrap()
}

fn incident(detected_at: Option<Timestamp>) -> Incident {
    let mut incident = json!({
        "id": "inc_1", "tenant_id": "tenant", "source_run_id": "run_1", "severity": "high",
        "policy_id": "pol_1", "policy_name": "No late refunds", "created_at": "2099-01-01T00:00:00Z",
    });
    if let Some(moment) = detected_at {
        incident["detected_at"] = moment.to_string().into();
    }
    decode(incident.to_string().as_bytes()).unwrap()
}

fn prices() -> Prices {
    let list = br#"{"small-model": {"input": 15, "output": 60}, "embedding-model": {"input": 2, "output": 0}}"#;
    Prices::parse(list).unwrap()
}

fn imported(spans: &[u8]) -> Imported {
    let selection = Selection { prices: prices(), ..Selection::default() };
    import(spans, &incident(None), &selection).unwrap()
}

#[test]
fn every_instrumentation_makes_the_same_steps() {
    for file in ["opentelemetry.jsonl", "openllmetry.jsonl", "openinference.jsonl"] {
        let Imported { trace, run, gaps } = imported(&recorded(file));
        let told: Vec<_> = trace
            .steps
            .iter()
            .map(|it| {
                let tokens = it.tokens.map(|it| it.get());
                // In millionths of a cent, as sums of doubles are not exact.
                let cost = it.cost_cents.map(|it| (it.get() * 1e6).round());
                (it.step_type.as_str(), tokens, cost, it.status)
            })
            .collect();
        let chat = ("chat small-model", Some(150), Some(3600.0), StepStatus::Ok);
        // OpenInference does not say which model it was that did not answer.
        let failed = if file.starts_with("openinference") { "chat" } else { "chat bad-model" };
        let expected = [
            ("invoke_agent triage", Some(0), Some(0.0), StepStatus::Ok),
            chat,
            ("execute_tool search_orders", Some(0), None, StepStatus::Ok),
            ("embeddings embedding-model", Some(8), Some(16.0), StepStatus::Ok),
            (failed, None, None, StepStatus::Warning),
            chat,
        ];
        assert_eq!(told, expected, "{file}");
        assert_eq!(gaps, [], "{file}");
        assert!(trace.steps.iter().all(|it| it.content_hash.is_some() && it.duration_ms.is_some()));
        assert_eq!(run.agent_id.as_deref(), Some("agent_7"));
        assert_eq!(run.started_at, Some(trace.steps[0].timestamp));
        assert!(
            trace.trace_id.len() == 32 && trace.trace_id.chars().all(|it| it.is_ascii_hexdigit())
        );
    }
}

#[test]
fn real_spans_become_three_sound_bundles() {
    let spans = recorded("opentelemetry.jsonl");
    let last = imported(&spans).trace.steps[5].timestamp;
    let incident = incident(Some(last));
    let Imported { trace, run, .. } = import(&spans, &incident, &Selection::default()).unwrap();
    assert_eq!(trace.violation_step_index.map(|it| it.get()), Some(5), "it was under way");
    let policies = br#"{"policy_snapshot_id": "polsnap_1", "tenant_id": "tenant"}"#;
    let policies: PolicySnapshot = decode(policies).unwrap();
    let case = ExportCase {
        incident,
        run: Some(run),
        trace: Some(trace),
        policy_snapshot: Some(policies),
    };
    let now: Timestamp = "2099-01-01T00:00:00Z".parse().unwrap();
    let (options, id) = (Options::default(), Uuid::from_u128(1));
    let bundles: [ExportBundle; 3] = [
        assemble::evidence(&case, &options, now, id).unwrap().bundle.into(),
        assemble::soc2(&case, &options, now, id).unwrap().bundle.into(),
        assemble::executive_debrief(&case, &options, now, id).unwrap().bundle.into(),
    ];
    for bundle in bundles {
        let verified = verify(&serde_json::to_vec(&bundle).unwrap()).unwrap();
        assert!(verified.is_spotless(), "{:?}", verified.findings);
    }
}

/// A span of `chat`, as far as nothing else is said.
fn span(id: u64, more: Value) -> Value {
    let mut span = json!({
        "traceId": "5b8efff798038103d269b633813fc60c", "spanId": format!("{id:016x}"), "name": "chat",
        "startTimeUnixNano": (1_773_480_413_000_000_000_u64 + id).to_string(),
        "endTimeUnixNano": "1773480414500000000",
        "attributes": [{"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}}],
    });
    let Value::Object(more) = more else { return span };
    span.as_object_mut().unwrap().extend(more);
    span
}

fn document(spans: &[Value]) -> String {
    json!({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}).to_string()
}

/// The attributes of a span.
fn attributes(named: Value) -> Value {
    let Value::Object(named) = named else { return Value::Null };
    named
        .into_iter()
        .map(|(key, value)| {
            let value = match value {
                Value::String(text) => json!({"stringValue": text}),
                Value::Number(it) if it.is_f64() => json!({"doubleValue": it}),
                number => json!({"intValue": number.to_string()}),
            };
            json!({"key": key, "value": value})
        })
        .collect()
}

fn gaps(spans: &[Value]) -> Vec<(String, String)> {
    let gaps = imported(document(spans).as_bytes()).gaps;
    gaps.into_iter().map(|it| (it.pointer, it.message)).collect()
}

#[test]
fn what_is_missing_is_named() {
    let cases = [
        (json!({"droppedAttributesCount": 2}), "attributes of the span were dropped"),
        (json!({"droppedEventsCount": 1}), "events of the span were dropped"),
        (
            json!({"events": [{"name": "x", "droppedAttributesCount": 1}]}),
            "attributes of an event of the span were dropped",
        ),
        (
            json!({"traceState": "vendor=1,ot=rv:1;th:8"}),
            "the trace was sampled, so that other spans may be missing",
        ),
        (json!({"parentSpanId": "00000000000000ff"}), "the span around this one is missing"),
    ];
    for (more, expected) in cases {
        let gaps = gaps(&[span(1, json!({})), span(2, more)]);
        assert_eq!(gaps, [("/steps/1".to_owned(), expected.to_owned())]);
    }
    assert_eq!(gaps(&[span(1, json!({"traceState": "ot=th:0"}))]), [], "that keeps everything");
    let number = json!({"startTimeUnixNano": 1_773_480_413_000_000_001_u64});
    assert_eq!(gaps(&[span(1, number)])[0].0, "/steps/0/content_hash");
}

#[test]
fn a_cost_is_found_wherever_it_is_told() {
    let usage = json!({
        "gen_ai.operation.name": "chat", "gen_ai.request.model": "small-model",
        "gen_ai.usage.prompt_tokens": 1_000_000, "gen_ai.usage.completion_tokens": 1_000_000,
    });
    let cases = [
        (json!({}), Some(75.0)),
        (json!({"gen_ai.response.model": "unknown"}), Some(75.0)),
        (json!({"gen_ai.request.model": "unknown"}), None),
        (json!({"llm.cost.total": 0.5}), Some(50.0)),
        (json!({"gen_ai.usage.cost": 2}), Some(200.0)),
        (
            json!({"langfuse.observation.cost_details": "{\"input\": 1, \"total\": 0.25}"}),
            Some(25.0),
        ),
        (json!({"llm.cost.total": -1.0}), Some(75.0)),
    ];
    for (more, expected) in cases {
        let mut told = usage.clone();
        told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let trace =
            imported(document(&[span(1, json!({"attributes": attributes(told)}))]).as_bytes());
        assert_eq!(trace.trace.steps[0].cost_cents.map(|it| it.get()), expected, "{more}");
    }
}

#[test]
fn an_agent_counts_only_where_its_models_are_not_there() {
    let agent = |id| {
        let told = json!({
            "gen_ai.operation.name": "invoke_agent",
            "gen_ai.usage.input_tokens": 7, "gen_ai.usage.output_tokens": 3,
        });
        span(id, json!({"attributes": attributes(told)}))
    };
    let tokens = |spans: &[Value]| {
        let steps = imported(document(spans).as_bytes()).trace.steps;
        steps[0].tokens.map(|it| it.get())
    };
    let inner = |parent: &str| span(9, json!({"parentSpanId": parent}));
    assert_eq!(tokens(&[agent(1)]), Some(10));
    assert_eq!(tokens(&[agent(1), inner("0000000000000001")]), Some(0));
    // Through a span that is no step; and spans that are within each other end somewhere.
    let between =
        json!({"spanId": "0000000000000005", "parentSpanId": "0000000000000001", "attributes": []});
    assert_eq!(tokens(&[agent(1), span(5, between), inner("0000000000000005")]), Some(0));
    let mut looped = agent(1);
    looped["parentSpanId"] = "0000000000000001".into();
    assert_eq!(tokens(&[looped]), Some(10));
}

#[test]
fn the_order_is_that_of_time_and_outer_spans_come_first() {
    let at = "1773480413000000000";
    let spans = [
        span(3, json!({"startTimeUnixNano": at, "parentSpanId": "0000000000000002"})),
        span(4, json!({"startTimeUnixNano": "1773480412999999999"})),
        span(2, json!({"startTimeUnixNano": at, "parentSpanId": "0000000000000001"})),
        span(1, json!({"startTimeUnixNano": at})),
        span(1, json!({"startTimeUnixNano": at, "name": "exported again"})),
    ];
    let text = document(&spans);
    let by_id = |id: u64| {
        let selection =
            Selection { violating_span: Some(format!("{id:016x}")), ..Selection::default() };
        let trace = import(text.as_bytes(), &incident(None), &selection).unwrap().trace;
        assert_eq!(trace.steps.len(), 4, "what was exported twice is one span");
        trace.violation_step_index.unwrap().get()
    };
    assert_eq!([4, 1, 2, 3].map(by_id), [0, 1, 2, 3]);
}

#[test]
fn what_makes_no_trace_says_why() {
    let other = span(2, json!({"traceId": "W47/95gDgQPSabYzgT/GDQ=="}));
    let two = document(&[span(1, json!({})), other]);
    let run = |text: &str, selection: Selection| {
        import(text.as_bytes(), &incident(None), &selection).map(|it| it.trace.steps.len())
    };
    let plain = Selection::default;
    assert!(matches!(run("[1]", plain()), Err(OtlpError::NotOtlp(_))));
    assert!(matches!(run("{\"resourceSpans\": [", plain()), Err(OtlpError::NotOtlp(_))));
    assert_eq!(run("", plain()), Err(OtlpError::NoSteps));
    assert_eq!(run("{\"resourceLogs\": []}\n{}", plain()), Err(OtlpError::NoSteps));
    let bad = run(&document(&[span(1, json!({})), span(2, json!({"spanId": "xyz"}))]), plain());
    assert!(matches!(bad, Err(OtlpError::BadSpan { number: 2, .. })), "{bad:?}");
    // It is the first in the order of time, and counted in that of the text.
    let year = span(2, json!({"startTimeUnixNano": "0"}));
    let year = run(&document(&[span(1, json!({})), year]), plain());
    assert!(matches!(year, Err(OtlpError::BadSpan { number: 2, .. })), "{year:?}");
    assert!(matches!(run(&two, plain()), Err(OtlpError::SeveralTraces(ids)) if ids.len() == 2));
    let named =
        Selection { trace_id: Some("5B8EFFF798038103D269B633813FC60D".to_owned()), ..plain() };
    assert_eq!(run(&two, named), Ok(1));
    let nowhere = Selection { violating_span: Some("00000000000000ff".to_owned()), ..plain() };
    assert_eq!(run(&document(&[span(1, json!({}))]), nowhere), Err(OtlpError::NoSuchSpan));
    let mut nobody = incident(None);
    nobody.source_run_id = None;
    assert_eq!(import(b"", &nobody, &plain()).map(|_| ()), Err(OtlpError::NoRun));
}

#[test]
fn a_hundred_thousand_spans_keep_their_order() {
    let lines: String =
        (1..=100_000).rev().map(|id| document(&[span(id, json!({}))]) + "\n").collect();
    let trace = imported(lines.as_bytes()).trace;
    assert_eq!(trace.steps.len(), 100_000);
    assert!(trace.steps.is_sorted_by_key(|it| it.timestamp));
}

#[test]
fn a_hundred_thousand_spans_within_each_other_are_read_from_the_outside() {
    let same = json!("1773480413000000000");
    let lines: String = (1..=100_000_u64)
        .rev()
        .map(|id| {
            let outer = if id == 1 { String::new() } else { format!("{:016x}", id - 1) };
            let within = json!({"startTimeUnixNano": same, "parentSpanId": outer});
            document(&[span(id, within)]) + "\n"
        })
        .collect();
    let outermost =
        Selection { violating_span: Some(format!("{:016x}", 1)), ..Selection::default() };
    let trace = import(lines.as_bytes(), &incident(None), &outermost).unwrap().trace;
    assert_eq!(trace.violation_step_index.map(|it| it.get()), Some(0));
    assert_eq!(trace.steps.len(), 100_000);
}
