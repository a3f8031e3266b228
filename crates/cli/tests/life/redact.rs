//! `redact`, and what `verify` makes of a bundle that is shown in part.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Ended, bundle, run, run_with};

/// A folder with a key, a file that says to trust it, and a sealed bundle.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        fs::write(desk.path("trust.json"), run(&["keygen", &desk.path("own")]).stdout).unwrap();
        fs::write(desk.path("bundle.json"), bundle("evidence")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn redact(&self, options: &[&str]) -> Ended {
        let (key, file) = (self.path("own.key"), self.path("bundle.json"));
        run(&[&["redact", "--key", &key], options, &[&file]].concat())
    }

    fn verify(&self, text: &str, options: &[&str]) -> Ended {
        run_with(
            &[&["verify"], options, &["--trust", &self.path("trust.json"), "-"]].concat(),
            text.as_bytes(),
        )
    }
}

#[test]
fn with_nothing_withheld_all_that_is_known_of_the_bundle_is_said() {
    let desk = Desk::new();
    let shown = desk.redact(&[]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let verified = desk.verify(&shown.stdout, &["--format", "json", "--strict"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    let report = &verified.json()[0];
    assert_eq!((&report["seal"], &report["type"]), (&json!("matches"), &json!("EvidenceBundle")));
    assert_eq!(report["signatures"][0]["trusted"], true);
    assert_eq!(report.get("withheld"), None);
}

#[test]
fn what_is_withheld_is_said_and_the_rest_is_vouched_for() {
    let desk = Desk::new();
    let shown = desk.redact(&["--withhold", "/run_goal,/exported_by", "--steps", "0,2-2"]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    let verified = desk.verify(&shown.stdout, &["--format", "json"]);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    let report = &verified.json()[0];
    let expected: Value = json!({ "members": 2, "among": ["export_reason", "exported_by", "run_goal"], "items": { "steps": [0, 2] } });
    assert_eq!((&report["withheld"], &report["seal"]), (&expected, &json!("withheld")));
    let text = desk.verify(&shown.stdout, &[]).stdout;
    let said = "  withheld  2 of /export_reason, /exported_by, /run_goal; of /steps: 0, 2\n";
    assert!(text.contains(said), "{text}");
    assert!(text.contains("  rules     not applied: they are for whole bundles\n"), "{text}");

    // Whoever has no key can show less.
    fs::write(desk.path("shown"), &shown.stdout).unwrap();
    let less =
        run(&["redact", "--steps", "1", "--output", &desk.path("less"), &desk.path("shown")]);
    assert_eq!((less.code, less.stdout.as_str()), (0, ""), "{}", less.stderr);
    let verified =
        desk.verify(&fs::read_to_string(desk.path("less")).unwrap(), &["--format", "json"]);
    assert_eq!(verified.json()[0]["withheld"]["items"], json!({ "steps": [0, 1, 2] }));
}

#[test]
fn it_is_nothing_unless_somebody_who_is_trusted_signed_it() {
    let desk = Desk::new();
    let shown = desk.redact(&["--steps", "0"]).stdout;
    let nobody = run_with(&["verify", "-"], shown.as_bytes());
    assert_eq!(nobody.code, 1);
    assert!(
        nobody
            .stdout
            .contains("  schema    not applied: nothing of it counts unless its signature does\n")
    );
    let trust = run(&["keygen", &desk.path("other")]).stdout;
    fs::write(desk.path("trust.json"), trust).unwrap();
    let stranger = desk.verify(&shown, &["--format", "json"]);
    assert_eq!(stranger.code, 1);
    let report = &stranger.json()[0];
    assert_eq!((&report["valid"], &report["verdict"]), (&json!(false), &json!("unsound")));
    assert_eq!(report["signatures"][0]["faults"][0]["rule"], "key-trusted");
    let garbled = desk.verify("eyJ~nonsense~", &["--format", "json"]);
    assert_eq!(garbled.json()[0]["signatures"][0]["faults"][0]["rule"], "presentation-readable");
}

#[test]
fn what_cannot_be_withheld_says_why() {
    let desk = Desk::new();
    for (options, code, said) in [
        (
            &["--withhold", "/content_hash"][..],
            1,
            "/content_hash may not be withheld; what may be is /export_reason",
        ),
        (&["--steps", "3"], 1, "/steps/3 is not there, or was withheld before"),
        (&["--steps", "2-1"], 2, "expected a step such as 3, or steps such as 40-45"),
    ] {
        let refused = desk.redact(options);
        assert_eq!((refused.code, refused.stdout.as_str()), (code, ""), "{options:?}");
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
    }
    let file = desk.path("bundle.json");
    let keyless = run(&["redact", &file]);
    assert_eq!(keyless.code, 2);
    assert!(keyless.stderr.contains("--key says who answers for the bundle"));
    fs::write(desk.path("shown"), desk.redact(&[]).stdout).unwrap();
    let needless = run(&["redact", "--key", &desk.path("own.key"), &desk.path("shown")]);
    assert_eq!(needless.code, 2);
}
