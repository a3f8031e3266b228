//! `archive`: added to, killed, verified, sampled, reported; and read by nobody's tools but those of the shell.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use exact_schema_testkit::tools;
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
            json!({ "origin": "example.com/archive", "public_key": made["keys"][0]["public_key"] });
        desk.write("trust.json", &json!({ "keys": made["keys"], "logs": [log] }).to_string());
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) {
        let place = self.folder.path().join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Adds what the arguments name to the archive `ARCHIVE`, with the key of its log.
    fn add(&self, arguments: &[&str]) -> Ended {
        let (key, archive) = (self.path("log.key"), self.path("ARCHIVE"));
        let named: Vec<String> = arguments
            .iter()
            .map(|it| if it.starts_with("--") { (*it).to_owned() } else { self.path(it) })
            .collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        run(&[
            &["archive", "add", "--key", &key, "--origin", "example.com/archive", "--to", &archive]
                [..],
            &named,
        ]
        .concat())
    }

    fn archive(&self, arguments: &[&str]) -> Ended {
        let (action, rest) = arguments.split_first().unwrap();
        run(&[&["archive", action, &self.path("ARCHIVE")][..], rest].concat())
    }
}

/// So many bundles without a seal, of two tenants and three months.
pub fn lines(count: usize) -> Vec<String> {
    let one: Value = serde_json::from_str(&bundle("evidence")).unwrap();
    let line = |index: usize| {
        let mut bundle = one.clone();
        bundle["bundle_id"] = format!("EVD-{index:032x}").into();
        bundle["tenant_id"] = ["tenant-eu-west-4", "tenant/über 9"][index % 2].into();
        let month = 7 + index % 3;
        bundle["created_at"] = format!("2026-{month:02}-28T23:00:00Z").into();
        bundle.as_object_mut().unwrap().remove("content_hash");
        bundle.to_string()
    };
    (0..count).map(line).collect()
}

fn files(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.insert(path.to_string_lossy().into_owned(), fs::read(&path).unwrap());
        }
    }
}

#[test]
fn an_archive_is_added_to_verified_sampled_and_reported() {
    let desk = Desk::new();
    let mut given = lines(30);
    given.push("{}".to_owned());
    desk.write("bundles.ndjson", &given.join("\n"));
    let added = desk.add(&["bundles.ndjson"]);
    assert_eq!(added.stderr, "");
    assert_eq!(
        added.stdout,
        "30 bundles added, 30 in the archive\n1 documents set aside, as they are not sound\n"
    );
    assert_eq!(added.code, 1, "something is not sound");
    let again = desk.add(&["--format=json", "bundles.ndjson"]);
    let expected = json!({ "added": 0, "known": 30, "aside": 0, "known_aside": 1, "bundles": 30 });
    assert_eq!(again.json(), [expected]);

    let trust = desk.path("trust.json");
    let whole = desk.archive(&["verify", "--trust", &trust]);
    assert_eq!((whole.code, &whole.stderr[..]), (0, ""));
    let asked = ["verify", "--trust", &trust, "--period", "2026-08", "--format", "json"];
    let month = desk.archive(&asked).json().remove(0);
    assert_eq!((&month["bundles"], &month["verdict"]), (&json!(10), &json!("sound")));
    assert_eq!(month["log"]["size"], 30);
    assert_eq!(month["aside"], 1);

    let drawn = ["sample", "--period", "2026-08", "--size", "3", "--seed", "7", "--format", "json"];
    let output = desk.path("drawn");
    let drawn = desk.archive(&[&drawn[..], &["-o", &output]].concat()).json().remove(0);
    assert_eq!((&drawn["root"], &drawn["population"]), (&month["root"], &json!(10)));
    for bundle in drawn["bundles"].as_array().unwrap() {
        let id = bundle["bundle_id"].as_str().unwrap();
        let text = fs::read_to_string(format!("{output}/{id}.json")).unwrap();
        assert!(given.contains(&text), "it is there byte for byte");
    }

    let asked = ["report", "--period", "2026-Q3", "--size", "3", "--seed", "7"];
    let report = desk.archive(&asked).json().remove(0);
    assert_eq!((&report["period"], &report["bundles"]), (&json!("2026-Q3"), &json!(30)));
    assert_eq!(report["sample"]["bundles"].as_array().unwrap().len(), 3);
    let page = desk.archive(&[&asked[..], &["--to", "html"]].concat()).stdout;
    assert!(page.contains("Complete: every bundle is there") && page.contains("tenant/über 9"));
    let pdf = desk.path("report.pdf");
    assert_eq!(desk.archive(&[&asked[..], &["--to", "pdf", "-o", &pdf]].concat()).code, 0);
    if !tools::PDFTOTEXT.is_there() {
        return;
    }
    let text = Command::new("pdftotext").args(["-layout", &pdf, "-"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let first = report["sample"]["bundles"][0]["bundle_id"].as_str().unwrap();
    assert!(text.contains("Complete: every bundle is there") && text.contains(first), "{text}");
}

#[test]
fn what_is_wrong_is_said_and_the_report_says_so_first() {
    let desk = Desk::new();
    desk.write("bundles.ndjson", &lines(6).join("\n"));
    assert_eq!(desk.add(&["bundles.ndjson"]).code, 0);
    let mut found = BTreeMap::new();
    files(&desk.folder.path().join("ARCHIVE/bundles"), &mut found);
    fs::remove_file(found.keys().next().unwrap()).unwrap();
    let said = desk.archive(&["verify"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("file-missing: bundles/tenant=tenant"));
    assert!(said.stderr.contains("bundle-missing: "), "{}", said.stderr);
    let page = desk.archive(&["report", "--to", "html"]);
    assert_eq!(page.code, 1);
    assert!(page.stdout.contains("do not rely on this archive"));
    // Whoever trusts another key is told that nobody signed.
    let other = Desk::new();
    let said = desk.archive(&["verify", "--trust", &other.path("trust.json")]);
    assert!(said.stderr.contains("unsigned: head.note"), "{}", said.stderr);
}

#[test]
fn folders_compressed_files_and_other_archives_are_added_whatever_the_jobs() {
    let desk = Desk::new();
    let given = lines(40);
    desk.write("in/a/first.ndjson", &given[..10].join("\n"));
    desk.write("in/b.json", &given[10]);
    desk.write("in/b.json.sigstore.json", "{}");
    desk.write("in/notes.txt", "not a bundle");
    let mut packed = flate2::write::GzEncoder::new(
        fs::File::create(desk.path("in/c.jsonl.gz")).unwrap(),
        flate2::Compression::default(),
    );
    packed.write_all(given[11..].join("\n").as_bytes()).unwrap();
    packed.finish().unwrap();
    let mut same = Vec::new();
    for jobs in ["1", "4"] {
        let to = desk.path(&format!("jobs-{jobs}"));
        let added = run(&["archive", "add", "--to", &to, "--jobs", jobs, &desk.path("in")]);
        assert_eq!((added.code, &added.stderr[..]), (0, ""));
        assert!(added.stdout.starts_with("40 bundles added"), "{}", added.stdout);
        let mut found = BTreeMap::new();
        files(Path::new(&to), &mut found);
        let found: BTreeMap<_, _> =
            found.into_iter().map(|(path, content)| (path.replace(&to, ""), content)).collect();
        same.push(found);
    }
    assert!(same[0] == same[1], "the same input gives the same files");
    let copied = run(&["archive", "add", "--to", &desk.path("copy"), &desk.path("jobs-1")]);
    assert_eq!(copied.stdout, "40 bundles added, 40 in the archive\n");
    let root = |name: &str| {
        let verified = run(&["archive", "verify", &desk.path(name), "--format", "json"]);
        assert_eq!(verified.code, 0, "{}", verified.stderr);
        verified.json()[0]["root"].clone()
    };
    assert_eq!(root("copy"), root("jobs-1"));
}

#[cfg(unix)]
#[test]
fn a_process_that_is_killed_in_the_middle_loses_nothing_and_repeats_nothing() {
    let desk = Desk::new();
    desk.write("bundles.ndjson", &lines(300).join("\n"));
    let archive = desk.path("ARCHIVE");
    let mut killed = Command::new(env!("CARGO_BIN_EXE_export-bundles"))
        .args(["archive", "add", "--to", &archive, &desk.path("bundles.ndjson")])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // The first of six parts has its record, and the others do not yet.
    while !Path::new(&archive).join("commits/00000000.json").exists()
        && killed.try_wait().unwrap().is_none()
    {
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let unfinished = Path::new(&archive).join("commits/.00000001.json.a1B2c3.unfinished");
    std::fs::write(&unfinished, "{").unwrap();
    let added = run(&["archive", "add", "--to", &archive, &desk.path("bundles.ndjson")]);
    assert_eq!((added.code, &added.stderr[..]), (0, ""));
    assert!(added.stdout.contains(", 300 in the archive\n"), "{}", added.stdout);
    assert!(!unfinished.exists(), "what a killed process left is gone");
    let verified = run(&["archive", "verify", &archive, "--format", "json"]);
    assert_eq!(verified.code, 0, "{}", verified.stderr);
    assert_eq!(verified.json()[0]["bundles"], 300);
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let desk = Desk::new();
    let none = run(&["archive", "verify", &desk.path("nothing")]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("is no archive: it has no archive.json"), "{}", none.stderr);
    desk.write("empty/readme.txt", "");
    let empty = desk.add(&["empty"]);
    assert!(empty.stderr.contains("there is nothing to add"), "{}", empty.stderr);
    let missing = desk.add(&["missing.ndjson"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("cannot read"), "{}", missing.stderr);
    let period = desk.archive(&["verify", "--period", "2026-Q5"]);
    assert!(period.stderr.contains("such as 2026, 2026-Q3 or 2026-07"), "{}", period.stderr);
}
