//! Bodies that are large, deep, wrong or meant for other readers.

use std::time::Instant;

use exact_schema_serve::{Limits, Options};

use crate::bystander::Bystander;
use crate::memory;
use exact_schema_testkit::http;
use exact_schema_testkit::server::Running;
use export_bundles::{CONTRACT, Problem};

const MIB_8: usize = 8 << 20;

/// A body for a type, with the status and the end of the type URI that it gets.
struct Row(&'static str, &'static str, fn() -> Vec<u8>, u16, &'static str);

const ACCEPTED: &str = "";

const ROWS: &[Row] = &[
    Row("nothing", "ExportBundle", Vec::new, 400, "not-json"),
    Row("nested 100,000 deep", "EvidenceBundle", || nested(100_000), 400, "not-json"),
    Row("nested 100,000 deep where anything goes", "PolicyContext", deep_policy, 400, "not-json"),
    Row("8 MiB of [", "EvidenceBundle", || vec![b'['; MIB_8], 400, "not-json"),
    Row("8 MiB of {\"\":", "PolicyContext", || filled("", "{\"\":", ""), 400, "not-json"),
    Row("8 MiB of \\u0000", "EvidenceBundle", || filled("\"", "\\u0000", "\""), 422, "invalid"),
    Row("the same without end", "EvidenceBundle", || filled("\"", "\\u0000", ""), 400, "not-json"),
    Row("\\u0000 in a name", "ExportBundleRequest", nul_id, 422, "invalid"),
    Row("8 MiB of digits", "EvidenceBundle", || vec![b'7'; MIB_8], 400, "not-json"),
    Row("8 MiB of digits in a count", "TraceStepEvidence", || count("7"), 400, "not-json"),
    Row("8 MiB of zeros in a fraction", "TraceStepEvidence", || count("0.0"), 422, "invalid"),
    Row("a great exponent", "TraceStepEvidence", || b"1e999999999".to_vec(), 400, "not-json"),
    Row("8 MiB of zeros", "EvidenceBundle", || filled("[", "0,", "0]"), 422, "invalid"),
    Row("8 MiB of empty arrays", "EvidenceBundle", || filled("[", "[],", "[]]"), 422, "invalid"),
    Row("a million small members", "EvidenceBundle", members, 422, "invalid"),
    Row("a million small members of a policy", "PolicyContext", policy_members, 204, ACCEPTED),
    Row("a million times the same member", "PolicyContext", duplicates, 400, "not-json"),
    Row("the same member twice", "ExportBundleRequest", twice, 400, "not-json"),
    Row("the same member, with escapes", "ExportBundleRequest", twice_escaped, 400, "not-json"),
    Row("a million violations", "SOC2Bundle", violations, 422, "invalid"),
    Row("a name of 8 MiB", "EvidenceBundle", || filled("{\"", "{},", "\":0}"), 422, "invalid"),
    Row("a repetition below a name of 8 MiB", "EvidenceBundle", below_name, 400, "not-json"),
    Row("more than the limit", "ExportBundle", || vec![b' '; MIB_8 + 1], 413, "too-large"),
    Row("white space up to the limit", "ExportBundle", || vec![b' '; MIB_8], 400, "not-json"),
    Row(
        "no UTF-8",
        "ExportBundleRequest",
        || b"{\"incident_id\": \"\xFF\"}".to_vec(),
        400,
        "not-json",
    ),
    Row("overlong UTF-8", "ExportBundleRequest", || b"\"\xC0\xAF\"".to_vec(), 400, "not-json"),
    Row("a byte-order mark", "ExportBundleRequest", || marked(GOOD), 400, "not-json"),
    Row("UTF-16", "ExportBundleRequest", || utf_16(GOOD), 400, "not-json"),
    Row(
        "half a surrogate",
        "ExportBundleRequest",
        || b"{\"incident_id\": \"\\ud800\"}".to_vec(),
        400,
        "not-json",
    ),
    Row("a gzip bomb that is called JSON", "ExportBundle", || GZIP.to_vec(), 400, "not-json"),
    Row("two documents", "ExportBundleRequest", || GOOD.repeat(2).into_bytes(), 400, "not-json"),
    Row("__proto__", "ExportBundleRequest", proto, 422, "invalid"),
    Row("constructor", "ExportBundleRequest", constructor, 422, "invalid"),
    Row("__proto__ where anything goes", "PolicyContext", proto_policy, 204, ACCEPTED),
    Row("javascript:", "ExportBundleResponse", || download("javascript:alert(1)"), 422, "invalid"),
    Row("file:", "ExportBundleResponse", || download("file:///etc/passwd"), 422, "invalid"),
    Row("data:", "ExportBundleResponse", || download("data:text/html,x"), 422, "invalid"),
    Row("another host", "ExportBundleResponse", || download("//example.com"), 422, "invalid"),
    Row("backslash host", "ExportBundleResponse", || download("/\\\\example.com"), 422, "invalid"),
    Row("a URL of a megabyte", "ExportBundleResponse", long_url, 422, "invalid"),
];

const GOOD: &str = r#"{"incident_id": "inc_17"}"#;

/// The head of a gzip stream.
const GZIP: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xed, 0xc1, 1, 1, 0, 0];

/// As many of `unit` as 8 MiB hold.
fn filled(before: &str, unit: &str, after: &str) -> Vec<u8> {
    let units = (MIB_8 - before.len() - after.len()) / unit.len();
    [before, &unit.repeat(units), after].concat().into_bytes()
}

fn nested(depth: usize) -> Vec<u8> {
    ["[".repeat(depth), "]".repeat(depth)].concat().into_bytes()
}

fn deep_policy() -> Vec<u8> {
    let nested = String::from_utf8(nested(100_000)).unwrap();
    format!(r#"{{"policy_snapshot_id": "p", "active_policies": [{{"p": {nested}}}]}}"#).into_bytes()
}

fn nul_id() -> Vec<u8> {
    filled(r#"{"incident_id": ""#, "\\u0000", r#""}"#)
}

fn count(digits: &str) -> Vec<u8> {
    filled(&format!(r#"{{"tokens": {digits}"#), "7", "}")
}

fn members() -> Vec<u8> {
    let members: Vec<String> = (0..1_000_000).map(|it| format!("\"{it:x}\":0")).collect();
    let mut document = format!("{{{}}}", members.join(",")).into_bytes();
    assert!(document.len() > MIB_8, "a million is more than fits");
    document.truncate(MIB_8 - 32);
    while document.pop() != Some(b',') {}
    document.push(b'}');
    document
}

fn policy_members() -> Vec<u8> {
    let members = String::from_utf8(members()).unwrap();
    let start = r#"{"policy_snapshot_id": "p", "active_policies": [{"#;
    let end = members.len() - 100;
    let end = members[..end].rfind(',').unwrap();
    format!("{start}{}}}]}}", &members[1..end]).into_bytes()
}

fn duplicates() -> Vec<u8> {
    filled("{\"policy_snapshot_id\": \"p\", \"active_policies\": [{", "\"a\":0,", "\"a\":0}]}")
}

fn twice() -> Vec<u8> {
    br#"{"incident_id": "inc_17", "incident_id": "inc_18"}"#.to_vec()
}

fn twice_escaped() -> Vec<u8> {
    br#"{"incident_id": "inc_17", "\u0069ncident_id": "inc_18"}"#.to_vec()
}

fn below_name() -> Vec<u8> {
    filled("{\"", "/", "\":{\"a\":0,\"a\":0}}")
}

fn violations() -> Vec<u8> {
    filled("{\"bundle_type\": \"soc2\", \"steps\": [", "{},", "{}]}")
}

fn marked(text: &str) -> Vec<u8> {
    ["\u{feff}", text].concat().into_bytes()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn proto() -> Vec<u8> {
    br#"{"incident_id": "inc_17", "__proto__": {"bundle_type": "soc2"}}"#.to_vec()
}

fn constructor() -> Vec<u8> {
    br#"{"incident_id": "inc_17", "constructor": {"prototype": {"admin": true}}}"#.to_vec()
}

fn proto_policy() -> Vec<u8> {
    br#"{"policy_snapshot_id": "p", "active_policies": [{"__proto__": {}, "constructor": 1}]}"#
        .to_vec()
}

fn download(url: &str) -> Vec<u8> {
    format!(
        r#"{{"bundle_id": "EVD-3f2b8c9d4e5f", "bundle_type": "evidence", "run_id": "r",
             "created_at": "2026-03-14T09:40:00Z", "download_url": "{url}"}}"#
    )
    .into_bytes()
}

fn long_url() -> Vec<u8> {
    download(&format!("https://example.com/{}", "a/".repeat(500_000)))
}

/// What any of the rows may take of memory at most: to judge a bad document takes a multiple of its
/// size, and each row is judged on its own.
const MOST_MIB: u64 = 512;

#[test]
fn each_gets_the_status_that_is_due() {
    let _alone = memory::alone();
    let server = Running::start(Options {
        limits: Limits { connections: 16, ..Limits::default() },
        ..Options::new(&CONTRACT)
    });
    let bystander = Bystander::of(server.address);
    let mut wrong = Vec::new();
    for Row(name, title, body, status, kind) in ROWS {
        let body = body();
        memory::forget_peak();
        let started = Instant::now();
        let answer = http::post(server.address, &format!("/v1/validate/{title}"), &body);
        let (took, peak) = (started.elapsed(), memory::peak());
        // Optimized, on a machine with nothing else to do, every row is answered within a second.
        println!("{name}: {} bytes, {}, {took:?}, {peak:?} MiB", body.len(), answer.status);
        if answer.status != *status {
            wrong.push(format!("{name}: expected {status}, found {}", answer.status));
        } else if *kind != ACCEPTED {
            let problem = answer.problem::<Problem>();
            assert_eq!(problem.type_.as_str(), format!("urn:export-bundles:problem:{kind}"));
            assert!(answer.body.len() < 64 << 10, "{name}: the answer is bounded");
            assert!(problem.violations.len() <= 100);
        }
        assert!(peak.is_none_or(|peak| peak < MOST_MIB), "{name}: {peak:?} MiB");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    bystander.leave();
    assert_eq!(server.end().cut_off, 0);
}

#[test]
fn a_content_coding_or_charset_is_refused_before_the_body_is_read() {
    let server = Running::start(Options::new(&CONTRACT));
    let place = "/v1/validate/ExportBundleRequest";
    for (name, value) in [
        ("content-encoding", "gzip"),
        ("content-encoding", "br"),
        ("content-type", "application/json; charset=utf-16"),
    ] {
        let mut headers = vec![(name, value), ("content-length", "1000000")];
        if name != "content-type" {
            headers.push(("content-type", "application/json"));
        }
        // Nothing of the body is sent.
        let answer = http::request(server.address, "POST", place, &headers, b"");
        let kind = answer.problem::<Problem>().type_;
        assert_eq!(kind.as_str(), "urn:export-bundles:problem:wrong-media-type");
        assert_eq!(answer.status, 415);
    }
    server.end();
}
