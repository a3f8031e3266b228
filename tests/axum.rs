//! The extractor and the response of the feature `axum`, at the door of a service that listens.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::Write;
use std::net::SocketAddr;

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Router};
use exact_schema_runtime::ProblemDetails;
use exact_schema_testkit::http::{self, Connection};
use export_bundles::axum::{BodyLimit, Payload, PayloadRejection};
use export_bundles::{
    CONTRACT, EvidenceBundle, ExportBundle, ExportBundleRequest, Problem, ProblemKind, Violation,
    decode,
};
use tokio::net::TcpListener;

const GOOD: &[u8] = br#"{"incident_id": "inc_17"}"#;

/// Serves until the test ends.
fn serve() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).unwrap();
            axum::serve(listener, service()).await.unwrap();
        });
    });
    address
}

fn service() -> Router {
    async fn echo(Payload(request): Payload<ExportBundleRequest>) -> Payload<ExportBundleRequest> {
        Payload(request)
    }
    async fn bundle(Payload(bundle): Payload<ExportBundle>) -> Payload<ExportBundle> {
        Payload(bundle)
    }
    async fn inspected(
        payload: Result<Payload<ExportBundleRequest>, PayloadRejection>,
    ) -> Result<&'static str, Response> {
        match payload {
            Ok(_) => Ok("good"),
            Err(rejection) => {
                let found = rejection.rejection().map_or(0, |it| it.violations().len());
                Err((axum::http::StatusCode::IM_A_TEAPOT, format!("{found}")).into_response())
            }
        }
    }
    async fn replaced(request: Request, next: Next) -> Response {
        let response = next.run(request).await;
        match response.extensions().get::<PayloadRejection>() {
            Some(rejection) => format!("seen: {}", rejection.kind().name()).into_response(),
            None => response,
        }
    }
    async fn refused(Payload(count): Payload<ExportBundleRequest>) -> ProblemDetails {
        let count: usize = count.incident_id.parse().unwrap();
        let violation = |at: usize| Violation::new(&format!("/{at}"), "assemble", "expected more");
        ProblemDetails::new(ProblemKind::TooMany, &CONTRACT)
            .with_violations((0..count).map(violation))
            .with_retry_after(30)
    }
    Router::new()
        .route("/echo", post(echo))
        .route("/refused", post(refused))
        .route("/bundle", post(bundle))
        .route("/small", post(echo).layer(Extension(BodyLimit(GOOD.len()))))
        .route("/inspected", post(inspected))
        .route("/replaced", post(echo).layer(from_fn(replaced)))
}

#[test]
fn a_good_payload_reaches_the_handler_and_goes_out_in_canonical_form() {
    let address = serve();
    let answer = http::post(address, "/echo", GOOD);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let request: ExportBundleRequest = decode(GOOD).unwrap();
    assert_eq!(answer.body, serde_json::to_vec(&request).unwrap());
}

#[test]
fn a_large_bundle_comes_through_in_any_pieces() {
    let address = serve();
    let text = include_str!("../schemas/v1/examples/evidence-bundle/valid/minimal.json");
    let mut bundle: EvidenceBundle = decode(text.as_bytes()).unwrap();
    bundle.export_reason = Some("reason ".repeat(1_000_000));
    let document = serde_json::to_vec(&bundle).unwrap();
    let whole = http::post(address, "/bundle", &document);
    assert_eq!((whole.status, whole.body.len()), (200, document.len()));

    let mut connection = Connection::to(address);
    let head = "POST /bundle HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                transfer-encoding: chunked\r\n\r\n";
    connection.write(head.as_bytes());
    for chunk in document.chunks(99_991) {
        write!(connection.stream, "{:x}\r\n", chunk.len()).unwrap();
        connection.write(chunk);
        connection.write(b"\r\n");
    }
    connection.write(b"0\r\n\r\n");
    let pieces = connection.read().unwrap();
    assert_eq!((pieces.status, pieces.body), (200, whole.body));
}

#[test]
fn a_sender_learns_everything_that_is_wrong() {
    let address = serve();
    let answer = http::post(address, "/echo", br#"{"incident_id": "", "raw": "hunter2"}"#);
    let problem = answer.problem::<Problem>();
    assert_eq!(answer.status, 422);
    assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:invalid");
    let found: Vec<_> =
        problem.violations.iter().map(|it| (it.pointer.as_str(), it.keyword.as_str())).collect();
    assert_eq!(found, [("", "additionalProperties"), ("/incident_id", "minLength")]);
    assert!(!String::from_utf8_lossy(&answer.body).contains("hunter2"));

    let answer = http::post(address, "/echo", b"{\n  \"incident_id\": 7,\n}");
    let problem = answer.problem::<Problem>();
    assert_eq!(answer.status, 400);
    assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:not-json");
    assert_eq!(
        problem.detail.as_deref(),
        Some("The body stops being I-JSON (RFC 7493) at line 3, column 1.")
    );
}

#[test]
fn another_media_type_or_coding_is_refused() {
    let address = serve();
    let cases: &[(&[(&str, &str)], u16)] = &[
        (&[("content-type", "application/json")], 200),
        (&[("content-type", "application/vnd.example+json; charset=UTF-8")], 200),
        (&[("content-type", "application/json"), ("content-encoding", "identity")], 200),
        (&[], 415),
        (&[("content-type", "text/plain")], 415),
        (&[("content-type", "application/json; charset=utf-16")], 415),
        (&[("content-type", "application/json"), ("content-type", "text/plain")], 415),
        (&[("content-type", "application/json"), ("content-encoding", "gzip")], 415),
        (
            &[
                ("content-type", "application/json"),
                ("content-encoding", "identity"),
                ("content-encoding", "gzip"),
            ],
            415,
        ),
    ];
    for (headers, status) in cases {
        let answer = http::request(address, "POST", "/echo", headers, GOOD);
        assert_eq!(answer.status, *status, "{headers:?}");
        if *status != 200 {
            let kind = answer.problem::<Problem>().type_;
            assert_eq!(kind.as_str(), "urn:export-bundles:problem:wrong-media-type");
        }
    }
}

#[test]
fn a_limit_holds_to_the_byte_and_before_the_body_is_there() {
    let address = serve();
    assert_eq!(http::post(address, "/small", GOOD).status, 200);
    let longer = [GOOD, b" "].concat();
    let answer = http::post(address, "/small", &longer);
    assert_eq!(answer.status, 413);
    assert_eq!(answer.problem::<Problem>().detail.as_deref(), Some("At most 25 bytes are read."));

    // Nothing of the body is sent, and the verdict is there.
    let mut connection = Connection::to(address);
    let head = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                content-length: 8388609\r\n\r\n";
    connection.write(head.as_bytes());
    assert_eq!(connection.read().unwrap().problem::<Problem>().status.get(), 413);

    // A body that does not say how long it is gets as far as the limit, and has no end.
    let mut connection = Connection::to(address);
    let head = "POST /small HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                transfer-encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n10\r\n0123456789abcdef\r\n";
    connection.write(head.as_bytes());
    assert_eq!(connection.read().unwrap().problem::<Problem>().status.get(), 413);
}

#[test]
fn a_body_of_broken_framing_is_incomplete() {
    let address = serve();
    let mut connection = Connection::to(address);
    let head = "POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                transfer-encoding: chunked\r\n\r\n5\r\n{\"inc\r\nnonsense\r\n";
    connection.write(head.as_bytes());
    let problem = connection.read().unwrap().problem::<Problem>();
    assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:incomplete");
}

#[test]
fn a_rejection_can_be_inspected_and_replaced() {
    let address = serve();
    assert_eq!(http::post(address, "/inspected", GOOD).body, b"good");
    let answer = http::post(address, "/inspected", b"{}");
    assert_eq!((answer.status, answer.body.as_slice()), (418, b"1".as_slice()));
    let answer = http::post(address, "/replaced", b"[");
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"seen: not-json".as_slice()));
}

#[test]
fn a_service_says_what_it_found_itself_and_when_to_ask_again() {
    let address = serve();
    for (count, listed, truncated) in [(0, 0, false), (100, 100, false), (101, 100, true)] {
        let body = format!(r#"{{"incident_id": "{count}"}}"#);
        let answer = http::post(address, "/refused", body.as_bytes());
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some("30")));
        let problem = answer.problem::<Problem>();
        assert_eq!((problem.violations.len(), problem.truncated), (listed, truncated));
    }
}

#[test]
fn a_place_that_is_no_pointer_is_the_whole_document() {
    for (place, pointer) in [
        ("", ""),
        ("/", "/"),
        ("/a~1b/c~0d/0", "/a~1b/c~0d/0"),
        ("steps/0", ""),
        ("/a~2b", ""),
        ("/a~", ""),
    ] {
        let found = Violation::new(place, "assemble", "expected more");
        assert_eq!(found.pointer(), pointer, "{place}");
        let problem = ProblemDetails::new(ProblemKind::Unprocessable, &CONTRACT);
        let problem = Problem::from(problem.with_violations([found]));
        assert_eq!(decode(&serde_json::to_vec(&problem).unwrap()).as_ref(), Ok(&problem));
    }
}
