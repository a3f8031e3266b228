//! Files that hold a document a line, and those that hold one.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::process::{Folder, INVALID, VALID, run, run_with, validate_requests};

/// The numbers of the lines that were judged, and of those that are invalid.
fn verdicts(lines: &[Value]) -> (Vec<u64>, Vec<u64>) {
    let number = |line: &Value| line["line"].as_u64().unwrap();
    let invalid = lines.iter().filter(|line| line["valid"] == false);
    (lines.iter().map(number).collect(), invalid.map(number).collect())
}

fn judged(name: &str, text: impl AsRef<[u8]>) -> (i32, Vec<u64>, Vec<u64>) {
    let folder = Folder::new();
    let file = folder.file(name, text);
    let ended = run(validate_requests().args(["--format", "json"]).arg(file));
    assert_eq!(ended.stderr, "");
    let (all, invalid) = verdicts(&ended.json());
    (ended.code, all, invalid)
}

#[test]
fn standard_input_holds_a_document_a_line_if_asked() {
    let text = format!("{VALID}\n{INVALID}\n{VALID}");
    let mut command = validate_requests();
    let ended = run_with(command.args(["--format", "json", "--lines", "-"]), text.as_bytes());
    assert_eq!(ended.code, 1);
    assert_eq!(verdicts(&ended.json()), (vec![1, 2, 3], vec![2]));
}

/// A sender who stops in the middle of a line gets the verdicts on the lines before.
#[test]
fn a_slow_sender_is_answered_line_by_line() {
    let mut command = validate_requests();
    command.args(["--format", "json", "--lines", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut sender = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answer =
        || -> Value { serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap() };
    for round in 0..100_u64 {
        write!(sender, "{VALID}\n{{\"incident").unwrap();
        sender.flush().unwrap();
        let first = answer();
        assert_eq!((&first["line"], &first["valid"]), (&json!(2 * round + 1), &json!(true)));
        writeln!(sender, "_id\": \"\"}}").unwrap();
        sender.flush().unwrap();
        let second = answer();
        assert_eq!((&second["line"], &second["valid"]), (&json!(2 * round + 2), &json!(false)));
    }
    drop(sender);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn the_wrong_line_is_named() {
    for name in ["a.ndjson", "a.jsonl", "A.NDJSON", "a.b.jsonl"] {
        let text = format!("{VALID}\n{VALID}\n{INVALID}\n{VALID}\n");
        assert_eq!(judged(name, text), (1, vec![1, 2, 3, 4], vec![3]));
    }
}

#[test]
fn blank_lines_are_no_documents() {
    let text = format!("\n{VALID}\r\n \t \r\n\n{INVALID}\r\n\r\n{VALID}");
    assert_eq!(judged("a.ndjson", text), (1, vec![2, 5, 7], vec![5]));
    for text in ["", "\n", "\r\n\r\n", "  "] {
        assert_eq!(judged("a.ndjson", text), (0, vec![], vec![]), "{text:?}");
    }
}

#[test]
fn the_order_is_that_of_the_lines() {
    let mut text = String::new();
    let mut wrong = Vec::new();
    for line in 1..=20_000_u64 {
        // Some lines are a thousand times as long as others, and take as much longer.
        let padding = if line % 997 == 0 { 60_000 } else { 10 };
        if line % 7 == 0 {
            wrong.push(line);
            text.push_str(INVALID);
        } else {
            text.push_str(VALID);
        }
        text.push_str(&" ".repeat(padding));
        text.push('\n');
    }
    let folder = Folder::new();
    let file = folder.file("a.ndjson", text);
    for jobs in ["1", "2", "3", "16"] {
        let arguments = ["--format", "json", "--jobs", jobs];
        let ended = run(validate_requests().args(arguments).arg(&file));
        let (all, invalid) = verdicts(&ended.json());
        assert_eq!(ended.code, 1);
        assert!(all.into_iter().eq(1..=20_000), "{jobs} jobs");
        assert_eq!(invalid, wrong, "{jobs} jobs");
    }
}

#[test]
fn files_come_in_the_order_of_the_arguments() {
    let folder = Folder::new();
    let mut files = Vec::new();
    for index in 0..40 {
        let (name, count) = match index % 4 {
            0 => (format!("{index}.ndjson"), 600),
            _ => (format!("{index}.json"), 1),
        };
        let document = if index % 3 == 0 { INVALID } else { VALID };
        files.push(folder.file(&name, format!("{document}\n").repeat(count)));
    }
    let ended = run(validate_requests().args(["--format", "json", "--jobs", "4"]).args(&files));
    let mut found = ended.json();
    assert_eq!(found.len(), 10 * 600 + 30);
    found.dedup_by(|left, right| left["document"] == right["document"]);
    let names: Vec<&str> = found.iter().map(|it| it["document"].as_str().unwrap()).collect();
    let expected: Vec<String> = files.iter().map(|it| it.display().to_string()).collect();
    assert_eq!(names, expected);
}

#[test]
fn lines_may_be_very_long() {
    let long = |id: &str| format!("{{\"incident_id\": {}\"{id}\"}}", " ".repeat(5_000_000));
    let text = format!("{}\n{}\n{}", long("a"), long(""), long("b"));
    assert_eq!(judged("a.ndjson", text), (1, vec![1, 2, 3], vec![2]));
}

#[test]
fn a_line_is_not_judged_by_its_neighbour() {
    let text = "{\"incident_id\":\n\"inc_1\"}\n\u{feff}{\"incident_id\": \"a\"}\n";
    assert_eq!(judged("a.ndjson", text), (1, vec![1, 2, 3], vec![1, 2, 3]));
}

#[test]
fn standard_input_is_one_document() {
    let ended = run_with(validate_requests().arg("-"), VALID.as_bytes());
    assert_eq!((ended.code, ended.summary()), (0, "1 document: 1 valid, 0 invalid"));
    let ended = run_with(validate_requests().arg("-"), b"\n{\n\n\"incident_id\":\n\"a\"}\n\n");
    assert_eq!(ended.code, 0, "of several lines");
    let two = format!("{VALID}\n{VALID}\n");
    let ended = run_with(validate_requests().arg("-"), two.as_bytes());
    assert_eq!((ended.code, ended.summary()), (1, "1 document: 0 valid, 1 invalid"));
}

#[test]
fn a_file_that_is_empty_is_no_document() {
    let folder = Folder::new();
    let ended = run(validate_requests().arg(folder.file("a.json", "")));
    assert_eq!((ended.code, ended.summary()), (1, "1 document: 0 valid, 1 invalid"));
    let ended = run(validate_requests().arg("-"));
    assert_eq!((ended.code, ended.summary()), (1, "1 document: 0 valid, 1 invalid"));
}

#[cfg(unix)]
#[test]
fn what_comes_through_a_slow_pipe_is_judged_at_once() {
    use std::fs::OpenOptions;
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};

    let folder = Folder::new();
    let pipe = folder.path().join("pipe.ndjson");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = validate_requests();
    command.args(["--format", "json"]).arg(&pipe).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = OpenOptions::new().write(true).open(&pipe).unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for (document, valid) in [(VALID, true), (INVALID, false), (VALID, true)] {
        writeln!(input, "{document}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(line["valid"], valid);
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
