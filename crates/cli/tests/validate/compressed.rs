//! `.gz` and `.zst`.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::process::{Ended, Folder, INVALID, VALID, run, validate_requests};

const TWO_FRAMES: &[u8] = include_bytes!("../fixtures/two-frames.ndjson.zst");

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &str) -> Vec<u8> {
    compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
}

fn judge(name: &str, bytes: impl AsRef<[u8]>) -> Ended {
    let folder = Folder::new();
    let file = folder.file(name, bytes);
    run(validate_requests().args(["--format", "json"]).arg(file))
}

/// The lines that are invalid, and how many there are in all.
fn invalid_lines(ended: &Ended) -> (Vec<u64>, usize) {
    let lines = ended.json();
    let invalid = lines.iter().filter(|line| line["valid"] == false);
    (invalid.map(|line| line["line"].as_u64().unwrap()).collect(), lines.len())
}

#[test]
fn the_wrong_line_is_named() {
    let text = format!("{}{INVALID}\n{VALID}", format!("{VALID}\n").repeat(1000));
    for (name, bytes) in [
        ("a.ndjson.gz", gzip(&text)),
        ("a.jsonl.gz", gzip(&text)),
        ("a.ndjson.zst", zstd(&text)),
        ("a.jsonl.zst", zstd(&text)),
    ] {
        let ended = judge(name, bytes);
        assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
        assert_eq!(invalid_lines(&ended), (vec![1001], 1002));
    }
}

#[test]
fn a_file_may_be_several_behind_each_other() {
    let [first, second] = [format!("{VALID}\n{{\"incident"), format!("_id\": 1}}\n{VALID}\n")];
    for (name, bytes) in [
        ("a.ndjson.gz", [gzip(&first), gzip(""), gzip(&second)].concat()),
        ("a.ndjson.zst", [zstd(&first), zstd(""), zstd(&second)].concat()),
    ] {
        let ended = judge(name, bytes);
        assert_eq!((ended.code, ended.stderr.as_str()), (1, ""));
        assert_eq!(invalid_lines(&ended), (vec![2], 3));
    }
    assert_eq!(invalid_lines(&judge("a.ndjson.zst", TWO_FRAMES)), (vec![217], 300));
}

#[test]
fn a_document_may_be_compressed() {
    let text = "{\n\n\"incident_id\": \"a\"}\n";
    for (name, bytes) in [
        ("a.json.gz", gzip(text)),
        ("a.gz", gzip(text)),
        ("a.json.zst", zstd(text)),
        ("A.JSON.ZST", zstd(text)),
    ] {
        let ended = judge(name, bytes);
        assert_eq!((ended.code, ended.json().len()), (0, 1));
        assert_eq!(ended.json()[0].get("line"), None);
    }
}

#[test]
fn nothing_compressed_is_nothing() {
    for (name, bytes) in [("a.ndjson.gz", gzip("")), ("a.ndjson.zst", zstd(""))] {
        let ended = judge(name, bytes);
        assert_eq!((ended.code, ended.stdout.as_str()), (0, ""));
    }
}

#[test]
fn what_is_cut_off_is_unreadable_behind_its_good_lines() {
    let text: String = (0..50_000).map(|n| format!("{{\"incident_id\": \"inc_{n}\"}}\n")).collect();
    for (name, format, mut bytes) in
        [("a.ndjson.gz", "gzip", gzip(&text)), ("a.ndjson.zst", "zstd", zstd(&text))]
    {
        bytes.truncate(bytes.len() / 2);
        let ended = judge(name, bytes);
        assert_eq!(ended.code, 2);
        let (invalid, count) = invalid_lines(&ended);
        assert!(invalid.is_empty(), "half a line is not judged");
        assert!((1_000..50_000).contains(&count), "{count}");
        let message = format!("its {format} data are truncated or corrupt: ");
        assert!(ended.stderr.contains(name) && ended.stderr.contains(&message), "{}", ended.stderr);
    }
}

#[test]
fn what_is_corrupt_is_unreadable() {
    let text = format!("{VALID}\n").repeat(10);
    let wrong_checksum = |mut bytes: Vec<u8>, from_end: usize| {
        let index = bytes.len() - from_end;
        bytes[index] ^= 1;
        bytes
    };
    for (name, bytes) in [
        ("plain.ndjson.gz", text.clone().into_bytes()),
        ("plain.json.zst", text.clone().into_bytes()),
        ("empty.ndjson.gz", Vec::new()),
        ("empty.json.gz", Vec::new()),
        ("empty.ndjson.zst", Vec::new()),
        ("empty.json.zst", Vec::new()),
        ("checksum.ndjson.gz", wrong_checksum(gzip(&text), 8)),
        ("checksum.ndjson.zst", wrong_checksum(TWO_FRAMES.to_vec(), 1)),
        ("garbage.ndjson.gz", [gzip(&text), b"garbage".to_vec()].concat()),
        ("garbage.ndjson.zst", [zstd(&text), b"garbage".to_vec()].concat()),
    ] {
        let ended = judge(name, bytes);
        assert_eq!(ended.code, 2, "{name}: {}", ended.stdout);
        assert!(ended.stderr.contains(name), "{}", ended.stderr);
        assert!(ended.stderr.contains("data are truncated or corrupt: "), "{}", ended.stderr);
    }
}
