//! Requests that are no proper HTTP/1.1, byte by byte.

use std::net::Shutdown;
use std::time::Duration;

use exact_schema_serve::{Limits, Options};
use export_bundles::{CONTRACT, Problem};

use crate::bystander::Bystander;
use exact_schema_testkit::http::{self, Connection};
use exact_schema_testkit::server::Running;

/// What is sent, whether the sender then says that this was all, and the statuses that come back
/// before the connection is closed.
struct Row(&'static str, fn() -> String, bool, &'static [u16]);

const KEPT: bool = false;
const ENDED: bool = true;

const ROWS: &[Row] = &[
    Row("nothing at all", String::new, ENDED, &[]),
    Row("no HTTP", || "hello\r\n\r\n".to_owned(), KEPT, &[400]),
    Row("HTTP/2 out of the blue", || "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), KEPT, &[]),
    Row("a TLS greeting", || "\u{16}\u{3}\u{1}\u{2}\0\u{1}\r\n\r\n".to_owned(), KEPT, &[400]),
    Row("NUL in a header", || head("x: a\0b\r\n"), KEPT, &[400]),
    Row("a folded header", || head("x: a\r\n b\r\n"), KEPT, &[400]),
    Row("100 headers", || head(&"x: y\r\n".repeat(100)), KEPT, &[431]),
    Row("a header of 64 KiB", || head(&format!("x: {}\r\n", "y".repeat(64 << 10))), KEPT, &[431]),
    Row("headers without end", || head(&"x: y\r\n".repeat(100_000)), KEPT, &[431]),
    Row("a long path", long_path, KEPT, &[431]),
    Row("two lengths", || post("content-length: 2\r\ncontent-length: 3\r\n", "{}"), KEPT, &[400]),
    Row("a length that is no number", || post("content-length: 2x\r\n", "{}"), KEPT, &[400]),
    Row("a negative length", || post("content-length: -1\r\n", "{}"), KEPT, &[400]),
    Row("a great length", || post("content-length: 99999999999999999999\r\n", "{}"), KEPT, &[400]),
    Row(
        "a length beyond the limit",
        || post("content-length: 9999999999\r\n", "{}"),
        ENDED,
        &[413],
    ),
    Row(
        "a length of 2^64-1",
        || post("content-length: 18446744073709551615\r\n", "{}"),
        KEPT,
        &[413],
    ),
    Row(
        "a length of 2^64-2",
        || post("content-length: 18446744073709551614\r\n", "{}"),
        KEPT,
        &[413],
    ),
    Row(
        "a length of 2^64-3",
        || post("content-length: 18446744073709551613\r\n", "{}"),
        KEPT,
        &[413],
    ),
    Row(
        "gzip in chunks",
        || post("transfer-encoding: gzip, chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"),
        KEPT,
        &[501],
    ),
    Row("gzip and chunks apart", gzip_apart, KEPT, &[501]),
    Row(
        "chunks twice",
        || post("transfer-encoding: chunked, chunked\r\n", "2\r\n{}\r\n"),
        KEPT,
        &[501],
    ),
    Row("no host", || "GET /healthz HTTP/1.1\r\nx: y\r\n\r\n".to_owned(), KEPT, &[400]),
    Row("two hosts", || head("host: y\r\n"), KEPT, &[400]),
    Row("a host that is none", || "GET / HTTP/1.1\r\nhost: a b\r\n\r\n".to_owned(), KEPT, &[400]),
    Row("HTTP/1.0 without a host", || "GET /healthz HTTP/1.0\r\n\r\n".to_owned(), KEPT, &[200]),
    Row("65 headers", || head(&"x: y\r\n".repeat(64)), KEPT, &[431]),
    Row(
        "a head that does not end",
        || "GET /healthz HTTP/1.1\r\nhost: x\r\n".to_owned(),
        KEPT,
        &[408],
    ),
    Row("a length that is too long", || post("content-length: 3\r\n", "{}"), KEPT, &[408]),
    Row("a length that is too short", || post("content-length: 1\r\n", "{}"), KEPT, &[400, 400]),
    Row("chunks that break off", || chunked("5\r\n{\"i"), KEPT, &[408]),
    Row("chunks of no size", || chunked("xyz\r\n{}"), KEPT, &[400]),
    Row("a chunk of a great size", || chunked("ffffffffffffffff\r\n{}"), KEPT, &[408]),
    Row("a chunk longer than it says", || chunked("1\r\n{}\r\n0\r\n\r\n"), KEPT, &[400]),
    Row("chunk extensions without end", endless_extension, KEPT, &[400]),
    Row(
        "trailers without end",
        || chunked(&format!("2\r\n{{}}\r\n0\r\n{}", trailers())),
        KEPT,
        &[400],
    ),
    Row("another transfer coding", || post("transfer-encoding: gzip\r\n", "{}"), KEPT, &[400]),
    Row("pipelined garbage", || [good(), "garbage\r\n\r\n".to_owned()].concat(), KEPT, &[204, 400]),
    Row("a request in the body of another", smuggled, KEPT, &[400]),
];

fn head(headers: &str) -> String {
    format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{headers}\r\n")
}

fn long_path() -> String {
    format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(100_000))
}

fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /v1/validate/ExportBundleRequest HTTP/1.1\r\nhost: x\r\n\
         content-type: application/json\r\n{headers}\r\n{body}"
    )
}

fn chunked(body: &str) -> String {
    post("transfer-encoding: chunked\r\n", body)
}

fn endless_extension() -> String {
    chunked(&format!("2;{}\r\n{{}}", "x".repeat(1 << 20)))
}

fn gzip_apart() -> String {
    let codings = "transfer-encoding: gzip\r\ntransfer-encoding: chunked\r\n";
    post(codings, "2\r\n{}\r\n0\r\n\r\n")
}

fn trailers() -> String {
    "x: y\r\n".repeat(100_000)
}

fn good() -> String {
    post("content-length: 22\r\n", r#"{"incident_id": "i17"}"#)
}

/// A proxy in front that goes by the length would take the second request for a body.
fn smuggled() -> String {
    post(
        "content-length: 5\r\ntransfer-encoding: chunked\r\n",
        "0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n",
    )
}

fn limits() -> Limits {
    Limits {
        head_time: Duration::from_secs(2),
        body_time: Duration::from_secs(2),
        write_time: Duration::from_secs(2),
        ..Limits::default()
    }
}

#[test]
fn each_gets_the_statuses_that_are_due() {
    let server = Running::start(Options { limits: limits(), ..Options::new(&CONTRACT) });
    let bystander = Bystander::of(server.address);
    let (mut wrong, mut refusals) = (Vec::new(), 0);
    for Row(name, bytes, ended, expected) in ROWS {
        let mut connection = Connection::to(server.address);
        connection.write(bytes().as_bytes());
        if *ended {
            connection.stream.shutdown(Shutdown::Write).unwrap();
        }
        let mut found = Vec::new();
        let mut closed = *ended;
        while let Some(answer) = connection.read() {
            if answer.status >= 400 {
                answer.problem::<Problem>();
                refusals += 1;
            }
            if answer.header("connection") == Some("close") {
                closed = true;
            }
            found.push(answer.status);
        }
        // Who sees a connection close after a refusal was told that it would.
        closed |= found.last().is_none_or(|status| *status < 400);
        if !closed {
            wrong.push(format!("{name}: it closes and does not say so"));
        }
        if found != *expected {
            wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let page = http::request(server.address, "GET", "/metrics", &[], b"").body;
    assert_eq!(counted_refusals(&String::from_utf8(page).unwrap()), refusals);
    bystander.leave();
    assert_eq!(server.end().cut_off, 0);
}

/// What the server counts of what it refused: by itself, or the bodies of documents.
fn counted_refusals(page: &str) -> u64 {
    let is_refusal = |line: &&str| {
        line.starts_with("export_bundles_refusals_total")
            || line.starts_with("export_bundles_validations_total") && !line.contains("\"valid\"")
    };
    let counts = page.lines().filter(is_refusal).map(|line| line.rsplit(' ').next().unwrap());
    counts.map(|count| count.parse::<u64>().unwrap()).sum()
}

#[test]
fn a_thousand_requests_in_one_breath_are_answered_one_by_one() {
    let server = Running::start(Options::new(&CONTRACT));
    let mut connection = Connection::to(server.address);
    let mut writer = connection.stream.try_clone().unwrap();
    let sender = std::thread::spawn(move || {
        use std::io::Write;
        writer.write_all(good().repeat(1_000).as_bytes()).unwrap();
    });
    for _ in 0..1_000 {
        assert_eq!(connection.read().unwrap().status, 204);
    }
    sender.join().unwrap();
    server.end();
}
