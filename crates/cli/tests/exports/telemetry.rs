//! What the service does, told to a collector: here another service, which keeps the spans.

use export_bundles_store::{Migrations, Store};

use crate::desk::{Desk, TENANT};

#[test]
fn what_is_asked_is_a_span_of_the_trace_of_whoever_asks() {
    let (collecting, telling) = (Desk::in_a_file(), Desk::in_a_file());
    let mut collector = collecting.start_with(&["--open", TENANT]);
    let endpoint = format!("http://{}/v1/traces", collector.address);
    let mut service = telling.start_with(&["--open", TENANT, "--otlp-endpoint", &endpoint]);
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let parent = format!("00-{trace}-00f067aa0ba902b7-01");
    let answer = service.ask("GET", "/v1/bundles", &[("traceparent", parent.as_str())], b"");
    assert_eq!(answer.status, 200);
    service.end();
    collector.end();
    let url = format!("sqlite:{}", collecting.path().join("exports.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let spans = runtime.block_on(async {
        let store = Store::open(&url, Migrations::Expect).await.unwrap();
        store.spans(TENANT, trace).await.unwrap()
    });
    let [span] = &spans[..] else { panic!("{} spans", spans.len()) };
    let span: serde_json::Value = serde_json::from_slice(span).unwrap();
    assert_eq!(span["name"], "GET /v1/bundles");
    assert_eq!(span["parentSpanId"], "00f067aa0ba902b7");
    let attributes = span["attributes"].as_array().unwrap();
    let status = attributes.iter().find(|it| it["key"] == "http.response.status_code").unwrap();
    assert_eq!(status["value"]["intValue"], "200");
}
