//! `log`, and what `verify` makes of its receipts.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Ended, bundle, run};

/// A folder with a key, a file that says to trust its log, and bundles.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        let made = run(&["keygen", &desk.path("log")]);
        let made: Value = serde_json::from_str(&made.stdout).unwrap();
        let log =
            json!({ "origin": "example.com/exports", "public_key": made["keys"][0]["public_key"] });
        desk.write("trust.json", &json!({ "keys": made["keys"], "logs": [log] }).to_string());
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes so many bundles, a line each.
    fn archive(&self, name: &str, count: usize) -> Vec<String> {
        let one: Value = serde_json::from_str(&bundle("evidence")).unwrap();
        let lines: Vec<String> = (0..count)
            .map(|index| {
                let mut bundle = one.clone();
                bundle["bundle_id"] = format!("EVD-{}{index:012}", hexadecimal(name)).into();
                bundle.as_object_mut().unwrap().remove("content_hash");
                bundle.to_string()
            })
            .collect();
        self.write(name, &(lines.join("\n") + "\n"));
        lines
    }

    fn append(&self, files: &[&str]) -> Ended {
        let (key, log) = (self.path("log.key"), self.path("LOG"));
        let files: Vec<String> = files.iter().map(|it| self.path(it)).collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        run(&[
            &["log", "append", "--key", &key, "--origin", "example.com/exports", &log][..],
            &files,
        ]
        .concat())
    }

    fn verify(&self, options: &[&str]) -> Ended {
        let (trust, log) = (self.path("trust.json"), self.path("LOG"));
        run(&[&["log", "verify", "--trust", &trust], options, &[&log]].concat())
    }

    fn verify_archive(&self, file: &str) -> Ended {
        let (trust, log, file) = (self.path("trust.json"), self.path("LOG"), self.path(file));
        run(&["log", "verify", "--trust", &trust, &log, &file])
    }
}

/// The first letter of a name, of which there are few.
fn hexadecimal(name: &str) -> char {
    name.chars().next().filter(char::is_ascii_hexdigit).unwrap()
}

#[test]
fn a_log_grows_and_stays_what_it_was() {
    let desk = Desk::new();
    desk.archive("a.ndjson", 300);
    let first = desk.append(&["a.ndjson"]);
    assert_eq!(
        (first.code, first.stdout.as_str()),
        (0, "300 appended, 300 in the log\n"),
        "{}",
        first.stderr
    );
    assert!(Path::new(&desk.path("LOG/tile/0/000")).exists());
    assert!(Path::new(&desk.path("LOG/tile/0/001.p/44")).exists());
    fs::copy(desk.path("LOG/checkpoint"), desk.path("kept")).unwrap();

    desk.archive("b.ndjson", 300);
    let second = desk.append(&["b.ndjson", "a.ndjson"]);
    let said = "300 appended, 600 in the log; 300 were there already\n";
    assert_eq!((second.code, second.stdout.as_str()), (0, said));
    assert!(
        !Path::new(&desk.path("LOG/tile/0/001.p")).exists(),
        "nobody needs a part of what is whole"
    );
    let verified = desk.verify(&["--since", &desk.path("kept")]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    assert_eq!(verified.stdout, "example.com/exports: 600 bundles in the log\n");
}

#[test]
fn a_bundle_that_is_missing_is_found_wherever_it_was() {
    let desk = Desk::new();
    let lines = desk.archive("a.ndjson", 20);
    desk.append(&["a.ndjson"]);
    assert_eq!(desk.verify_archive("a.ndjson").code, 0);
    for missing in [0, 7, 19] {
        let rest = lines.iter().enumerate().filter(|(index, _)| *index != missing);
        desk.write("rest.ndjson", &rest.map(|(_, line)| format!("{line}\n")).collect::<String>());
        let verified = desk.verify_archive("rest.ndjson");
        assert_eq!(verified.code, 1, "{missing}");
        let said =
            format!("  the bundle at {missing} of the log is not in the archive: its seal is ");
        assert!(verified.stderr.contains(&said), "{}", verified.stderr);
    }
    desk.write("more.ndjson", &format!("{}\n{}\n", lines.join("\n"), lines[3]));
    let twice = desk.verify_archive("more.ndjson");
    assert_eq!(twice.code, 1);
    assert!(twice.stderr.contains(":21: it is there twice, first in "), "{}", twice.stderr);
    let strange = lines[0].replace("EVD-", "EVD-f");
    desk.write("more.ndjson", &format!("{}\n{strange}\n", lines.join("\n")));
    let strange = desk.verify_archive("more.ndjson");
    assert!(strange.stderr.contains(":21: it is not in the log"), "{}", strange.stderr);
}

/// Whoever has the key can write another log, but not one that a kept checkpoint is of.
#[test]
fn a_log_that_was_written_anew_is_found_by_a_checkpoint() {
    let desk = Desk::new();
    let lines = desk.archive("a.ndjson", 5);
    desk.append(&["a.ndjson"]);
    fs::copy(desk.path("LOG/checkpoint"), desk.path("kept")).unwrap();
    fs::remove_dir_all(desk.path("LOG")).unwrap();
    desk.write("fewer.ndjson", &(lines[..4].join("\n") + "\n"));
    desk.append(&["fewer.ndjson"]);
    assert_eq!(desk.verify(&[]).code, 0, "of itself it is a log");
    let verified = desk.verify(&["--since", &desk.path("kept")]);
    assert_eq!(verified.code, 1);
    assert!(
        verified.stderr.contains("the log does not begin with the 5 bundles"),
        "{}",
        verified.stderr
    );
}

#[test]
fn a_damaged_log_is_named() {
    let desk = Desk::new();
    desk.archive("a.ndjson", 5);
    desk.append(&["a.ndjson"]);
    let whole = desk.read("LOG/checkpoint");
    let cases = [
        ("LOG/tile/0/000.p/5", "tile/0/000.p/5: expected the hashes of the entries", 1),
        ("LOG/tile/entries/000.p/5", "tile/entries/000.p/5: expected 5 seals", 2),
        ("LOG/checkpoint", "expected the signature of the log's own key", 2),
    ];
    for (file, said, code) in cases {
        let good = fs::read(desk.path(file)).unwrap();
        let mut changed = good.clone();
        // In a signature, a hash, a length.
        let place = if file.ends_with("checkpoint") { changed.len() - 10 } else { 0 };
        changed[place] ^= 1;
        fs::write(desk.path(file), changed).unwrap();
        let verified = desk.verify(&[]);
        assert_eq!(verified.code, code, "{file}: {}", verified.stderr);
        assert!(verified.stderr.contains(said), "{}", verified.stderr);
        fs::write(desk.path(file), good).unwrap();
    }
    // One fewer, by the same hand that has no key.
    desk.write("LOG/checkpoint", &whole.replacen("\n5\n", "\n4\n", 1));
    assert_eq!(desk.verify(&[]).code, 2);
    fs::remove_file(desk.path("LOG/checkpoint")).unwrap();
    assert!(desk.verify(&[]).stderr.contains("there is no log: it has no checkpoint"));
}

#[test]
fn a_bundle_has_a_receipt_that_verifies_without_the_log() {
    let desk = Desk::new();
    let lines = desk.archive("a.ndjson", 9);
    desk.append(&["a.ndjson"]);
    desk.write("bundle.json", &lines[6]);
    let (key, log, file) = (desk.path("log.pub"), desk.path("LOG"), desk.path("bundle.json"));
    let proved = run(&["log", "prove", "--key", &key, &log, &file]);
    assert_eq!((proved.code, proved.stderr.as_str()), (0, ""));
    fs::remove_dir_all(&log).unwrap();
    let (signer, trust) = (desk.path("log.key"), desk.path("trust.json"));
    assert_eq!(run(&["sign", "--key", &signer, &file]).code, 0);
    let verify = || run(&["verify", "--format", "json", "--trust", &trust, &file]);
    let verified = verify();
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    let expected = json!({ "origin": "example.com/exports", "index": 6, "size": 9, "faults": [] });
    assert_eq!(verified.json()[0]["log"], expected);

    let proof = desk.read("bundle.json.tlog-proof");
    let changes = [
        (proof.replace("index 6", "index 5"), "proof-entry"),
        (proof.replace("\n9\n", "\n8\n"), "checkpoint-signature"),
        (proof.replace("example.com/exports", "example.com/others"), "log-trusted"),
        (proof.replace("tlog-proof@v1", "tlog-proof@v2"), "proof-readable"),
        (proof.replace("index 6\n", "index 06\n"), "proof-readable"),
    ];
    for (changed, rule) in changes {
        assert_ne!(changed, proof);
        desk.write("bundle.json.tlog-proof", &changed);
        let verified = verify();
        assert_eq!(verified.code, 1, "{rule}");
        assert_eq!(verified.json()[0]["log"]["faults"][0]["rule"], rule);
    }
    let text = run(&["verify", "--trust", &trust, &file]).stdout;
    assert!(text.contains("  log       not proved\n"), "{text}");
}

#[test]
fn all_are_appended_or_none() {
    let desk = Desk::new();
    let lines = desk.archive("a.ndjson", 3);
    let broken = bundle("evidence").replace("\"tokens\":820", "\"tokens\":82");
    desk.write("mixed.ndjson", &format!("{}\n{{}}\n{broken}{}\n", lines[0], lines[1]));
    let refused = desk.append(&["mixed.ndjson"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""));
    assert!(refused.stderr.starts_with("error: nothing is appended, as not all can be\n"));
    assert!(refused.stderr.contains(":2: it is no bundle"), "{}", refused.stderr);
    assert!(refused.stderr.contains(":3: its seal is broken"), "{}", refused.stderr);
    assert!(!Path::new(&desk.path("LOG/checkpoint")).exists());
    assert_eq!(desk.append(&["nowhere.ndjson"]).code, 2);
    assert!(!Path::new(&desk.path("LOG/checkpoint")).exists());
}

#[test]
fn a_log_has_one_name_and_one_key() {
    let desk = Desk::new();
    desk.archive("a.ndjson", 1);
    let (log, file) = (desk.path("LOG"), desk.path("a.ndjson"));
    run(&["keygen", "--algorithm", "p256", &desk.path("p256")]);
    run(&["keygen", &desk.path("other")]);
    let append = |key: &str, options: &[&str]| {
        let key = desk.path(key);
        run(&[&["log", "append", "--key", &key], options, &[&log, &file]].concat())
    };
    for (key, options, said) in [
        ("log.key", &[][..], "--origin says what it is called"),
        ("log.key", &["--origin", "two words"], "no white space"),
        ("p256.key", &["--origin", "example.com/exports"], "Ed25519"),
    ] {
        let refused = append(key, options);
        assert_eq!(refused.code, 2);
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
    assert_eq!(append("log.key", &["--origin", "example.com/exports"]).code, 0);
    let other = append("other.key", &[]);
    assert_eq!(other.code, 2);
    assert!(
        other.stderr.contains("expected the signature of the log's own key"),
        "{}",
        other.stderr
    );
    assert!(append("log.key", &["--origin", "example.com/b"]).stderr.contains("keeps its name"));
    assert_eq!(append("log.key", &[]).stdout, "0 appended, 1 in the log; 1 was there already\n");
}
