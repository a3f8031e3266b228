//! What a document holds stays where it is, and does nothing to a terminal.

use crate::process::{Ended, Folder, run, run_with, validate, validate_requests};

const SECRET: &str = "hunter2-8f1c";

/// Documents that hold the secret and are wrong in every way that comes to mind.
fn documents() -> Vec<String> {
    let members = [
        r#""step_index": "SECRET""#,
        r#""step_index": 0"#,
        r#""timestamp": "SECRET""#,
        r#""status": "SECRET""#,
        r#""step_type": "SECRET\u0000""#,
        r#""step_type": ["SECRET"]"#,
        r#""content_hash": "SECRET""#,
        r#""unknown": "SECRET""#,
        r#""unknown": {"a": "SECRET"}"#,
        r#""unknown": "SECRET", "unknown": "SECRET""#,
        r#""unknown": "SECRET\ud800""#,
        r#""unknown": SECRET"#,
        r#""unknown": "SECRET"#,
        r#""unknown": "SECRET" "SECRET""#,
    ];
    let objects = members.iter().map(|member| format!("{{{member}}}"));
    let others = [r#""SECRET""#, r#"["SECRET"]"#, "SECRET", r#"{} "SECRET""#, "\"SECRET\u{1}\""];
    let all = objects.chain(others.map(str::to_owned));
    all.map(|document| document.replace("SECRET", SECRET)).collect()
}

fn validate_steps(arguments: &[&str], document: &str) -> Ended {
    let mut command = validate();
    command.args(["--type", "TraceStepEvidence"]).args(arguments).arg("-");
    let ended = run_with(&mut command, document.as_bytes());
    assert_eq!(ended.code, 1, "{document}");
    ended
}

#[test]
fn values_are_not_shown() {
    for document in documents() {
        for format in ["text", "json"] {
            let ended = validate_steps(&["--format", format], &document);
            assert!(!ended.stdout.contains(SECRET), "{document}: {}", ended.stdout);
            assert_eq!(ended.stderr, "");
        }
    }
}

#[test]
fn values_are_shown_to_those_who_ask() {
    for document in documents().iter().filter(|document| document.contains(SECRET)) {
        for format in ["text", "json"] {
            let ended = validate_steps(&["--reveal", "--format", format], document);
            assert!(ended.stdout.contains(SECRET), "{document}: {}", ended.stdout);
        }
    }
}

#[test]
fn what_is_shown_is_short() {
    let document = format!("{{\"unknown\": \"{}\"}}", "€".repeat(1_000_000));
    for format in ["text", "json"] {
        let ended = validate_steps(&["--reveal", "--format", format], &document);
        assert!(ended.stdout.len() < 4_000, "{}", ended.stdout.len());
    }
}

/// Drives the terminal, in ways old and new, or turns the text around.
const HAZARDS: &str = "\u{1b}[2J\u{7}\u{7f}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{e0041}";

fn assert_harmless(text: &str) {
    let hazard = text.chars().find(|&it| it != '\n' && (it.is_control() || HAZARDS.contains(it)));
    // `[`, `J` and so on are in the constant too, and good for nothing alone.
    let hazard = hazard.filter(|it| !it.is_ascii() || it.is_ascii_control());
    assert_eq!(hazard, None, "{text:?}");
}

#[test]
fn documents_do_not_drive_the_terminal() {
    // All but DEL and C1 must be escaped in a JSON string, and need not in the names of files.
    let name = HAZARDS.replace('\u{1b}', "\\u001b").replace('\u{7}', "\\u0007");
    for document in [
        format!("{{\"{name}\": \"{name}\"}}"),
        format!("{{\"step_type\": [\"{name}\"], \"{name}\": 1}}"),
        format!("{{\"a\": \"{HAZARDS}\"}}"),
        format!("{HAZARDS}\n{HAZARDS}"),
    ] {
        for format in ["text", "json"] {
            let ended = validate_steps(&["--reveal", "--format", format], &document);
            assert_harmless(&ended.stdout);
        }
    }
}

#[test]
fn member_names_in_pointers_do_not_drive_the_terminal() {
    let name = HAZARDS.replace('\u{1b}', "\\u001b").replace('\u{7}', "\\u0007");
    // The inner object names a member twice, and its own name leads there.
    let document = format!("{{\"{name}\": {{\"a\": 1, \"a\": 2}}}}");
    let ended = validate_steps(&[], &document);
    assert_harmless(&ended.stdout);
    assert!(ended.stdout.contains("in /\\u{1b}[2J\\u{7}\\u{7f}\\u{9b}31m\\u{202e}"));

    let ended = validate_steps(&["--format", "json"], &document);
    assert_harmless(&ended.stdout);
    assert_eq!(
        ended.json()[0]["violations"][0]["pointer"],
        format!("/{HAZARDS}/a"),
        "and is whole"
    );
}

#[cfg(unix)]
#[test]
fn file_names_do_not_drive_the_terminal() {
    let folder = Folder::new();
    let name = format!("a{HAZARDS}\n.json");
    folder.file(&name, "{}");
    for format in ["text", "json"] {
        let mut command = validate_requests();
        command.current_dir(folder.path()).args(["--format", format, &name, &format!("no{name}")]);
        let ended = run(&mut command);
        assert_eq!(ended.code, 2);
        assert_harmless(&ended.stdout);
        assert_harmless(&ended.stderr);
        assert!(ended.stderr.starts_with("error: cannot read noa\\u{1b}[2J"), "{}", ended.stderr);
        if format == "json" {
            assert_eq!(ended.json()[0]["document"], name);
        } else {
            assert!(ended.stdout.starts_with("error: a\\u{1b}[2J\\u{7}"), "{}", ended.stdout);
        }
    }
}

#[cfg(unix)]
#[test]
fn file_names_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = Folder::new();
    let name = OsStr::from_bytes(b"\xff.json");
    std::fs::write(folder.path().join(name), "{}").unwrap();
    let ended = run(validate_requests().current_dir(folder.path()).arg(name));
    assert_eq!(ended.code, 1);
    assert!(ended.stdout.starts_with("error: \u{fffd}.json is not"), "{}", ended.stdout);
}
