//! `.gz` and `.zst`.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::process::{Ended, Folder, INVALID, VALID, run, validate_requests};

const TWO_FRAMES: &[u8] = include_bytes!("../../../commands/tests/fixtures/two-frames.ndjson.zst");

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

/// A megabyte of gzip that is one line of a gigabyte is refused in little memory.
#[cfg(target_os = "linux")]
#[test]
fn a_small_archive_of_something_huge_takes_little_memory() {
    let folder = Folder::new();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let block = vec![b' '; 1 << 20];
    encoder.write_all(VALID.as_bytes()).unwrap();
    encoder.write_all(b"\n\"").unwrap();
    for _ in 0..1024 {
        encoder.write_all(&block).unwrap();
    }
    write!(encoder, "\n{INVALID}\n").unwrap();
    let archive = folder.file("a.ndjson.gz", encoder.finish().unwrap());
    // The shell sets the limit for itself and what it becomes: 1 GiB of addresses.
    let mut command = std::process::Command::new("sh");
    command
        .arg("-c")
        .arg("ulimit -v 1048576; exec \"$0\" \"$@\"")
        .arg(env!("CARGO_BIN_EXE_export-bundles"));
    command.args(["validate", "--type", "ExportBundleRequest", "--format", "json", "--jobs", "2"]);
    let ended = run(command.arg(archive));
    assert_eq!(ended.code, 2, "{}", ended.stderr);
    let lines = ended.json();
    let judged: Vec<_> =
        lines.iter().map(|line| (line["line"].as_u64(), line["valid"].as_bool())).collect();
    assert_eq!(judged, [(Some(1), Some(true)), (Some(2), None), (Some(3), Some(false))]);
}

#[test]
fn what_a_decoder_need_not_support_is_not_called_corrupt() {
    // A frame that asks for a window of 3.75 GiB, and one that asks for the dictionary 7.
    let window = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xAF, 0x01, 0, 0];
    let dictionary = [0x28, 0xB5, 0x2F, 0xFD, 0x21, 0x07, 0x00, 0x01, 0, 0];
    for (bytes, what) in [(&window[..], "window"), (&dictionary[..], "dictionary 7")] {
        let ended = judge("a.json.zst", bytes);
        assert_eq!(ended.code, 2);
        assert!(ended.stderr.contains(what), "{}", ended.stderr);
        assert!(!ended.stderr.contains("corrupt"), "{}", ended.stderr);
    }
}
