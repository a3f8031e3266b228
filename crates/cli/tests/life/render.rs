//! `render`: reports of bundles, in files and on standard output.

use std::fs;

use tempfile::TempDir;

use crate::process::{Ended, bundle, run, run_with};

/// A folder with bundles, and what is asked of them.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        fs::write(desk.path("evidence.json"), bundle("evidence")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Renders into the folder `reports`.
    fn render(&self, form: &str, options: &[&str], files: &[&str]) -> Ended {
        let (output, files) = (self.path("reports"), files.iter().map(|it| self.path(it)));
        let files: Vec<String> = files.collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        run(&[&["render", "--to", form, "-o", &output], options, &files].concat())
    }

    fn page(&self, name: &str) -> String {
        fs::read_to_string(self.path(&format!("reports/{name}.html"))).unwrap()
    }
}

#[test]
fn both_forms_of_a_sound_bundle_say_so() {
    let desk = Desk::new();
    for form in ["html", "pdf"] {
        let made = desk.render(form, &[], &["evidence.json"]);
        assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
        assert!(made.stderr.contains("evidence.json: sound"), "{}", made.stderr);
    }
    assert!(desk.page("evidence").contains("Sound: this bundle is what it has to be"));
    let pdf = fs::read(desk.path("reports/evidence.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    let desk = Desk::new();
    for form in ["html", "pdf"] {
        let report = || {
            assert_eq!(desk.render(form, &["--replace"], &["evidence.json"]).code, 0);
            fs::read(desk.path(&format!("reports/evidence.{form}"))).unwrap()
        };
        assert!(report() == report(), "{form}");
    }
}

#[test]
fn an_unsound_bundle_is_shown_with_what_was_found() {
    let desk = Desk::new();
    let text = bundle("evidence").replace("\"tokens\":820", "\"tokens\":82");
    assert_ne!(text, bundle("evidence"));
    fs::write(desk.path("tampered.json"), text).unwrap();
    let made = desk.render("html", &[], &["tampered.json", "evidence.json"]);
    assert_eq!(made.code, 1);
    assert!(made.stderr.contains("tampered.json: NOT SOUND"), "{}", made.stderr);
    assert!(made.stderr.contains("evidence.json: sound"), "{}", made.stderr);
    let page = desk.page("tampered");
    let verdict = page.find("Not sound: do not rely on this bundle").unwrap();
    assert!(verdict < page.find("What happened</h2>").unwrap());
    for rule in ["totals-match", "seal-matches"] {
        assert!(page.contains(rule), "{rule}");
    }
    assert!(!page.contains("Sound: this bundle"));
}

#[test]
fn who_signed_is_said_and_goes_along() {
    let desk = Desk::new();
    let trust = run(&["keygen", &desk.path("own")]).stdout;
    fs::write(desk.path("trust.json"), trust).unwrap();
    let trust = ["--replace", "--trust", &desk.path("trust.json")];
    let unsigned = desk.render("html", &trust, &["evidence.json"]);
    assert_eq!(unsigned.code, 1, "whoever says whom to trust wants a signature");
    assert!(desk.page("evidence").contains("Not sound"));

    assert_eq!(run(&["sign", "--key", &desk.path("own.key"), &desk.path("evidence.json")]).code, 0);
    let signed = desk.render("html", &trust, &["evidence.json"]);
    assert_eq!(signed.code, 0, "{}", signed.stderr);
    let page = desk.page("evidence");
    assert!(page.contains("trusted: made with the key"));
    assert!(page.contains("download=\"evidence.json.sigstore.json\""));
    // Without somebody who says whom to trust it proves nothing, and is not passed over.
    assert_eq!(desk.render("html", &["--replace"], &["evidence.json"]).code, 0);
    assert!(desk.page("evidence").contains("it was not checked"));
}

#[test]
fn what_is_no_bundle_has_no_report_and_keeps_no_other_from_one() {
    let desk = Desk::new();
    fs::write(desk.path("broken.json"), "{\"bundle_type\": \"evidence\"}").unwrap();
    let made = desk.render("pdf", &[], &["broken.json", "missing.json", "evidence.json"]);
    assert_eq!(made.code, 2, "a file could not be read");
    assert!(made.stderr.contains("broken.json: no bundle: "), "{}", made.stderr);
    assert_eq!(made.stderr.matches("missing.json").count(), 1, "{}", made.stderr);
    let reports: Vec<_> = fs::read_dir(desk.path("reports")).unwrap().collect();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert_eq!(desk.render("pdf", &[], &["broken.json"]).code, 1);
}

#[test]
fn nothing_is_written_over_and_no_two_reports_become_one() {
    let desk = Desk::new();
    assert_eq!(desk.render("html", &[], &["evidence.json"]).code, 0);
    fs::write(desk.path("reports/evidence.html"), "mine").unwrap();
    let again = desk.render("html", &[], &["evidence.json"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("--replace"), "{}", again.stderr);
    assert_eq!(desk.page("evidence"), "mine");

    fs::create_dir(desk.path("other")).unwrap();
    fs::write(desk.path("other/evidence.json"), bundle("evidence")).unwrap();
    let both = desk.render("pdf", &[], &["evidence.json", "other/evidence.json"]);
    assert_eq!(both.code, 2);
    assert!(both.stderr.contains("would both become"), "{}", both.stderr);
    assert!(!fs::exists(desk.path("reports/evidence.pdf")).unwrap());
}

#[test]
fn standard_input_is_rendered_to_standard_output() {
    let made = run_with(&["render", "--to", "html", "-"], bundle("evidence").as_bytes());
    assert_eq!(made.code, 0, "{}", made.stderr);
    assert!(made.stdout.starts_with("<!DOCTYPE html>"), "{}", &made.stdout[..80]);
}

#[test]
fn a_font_is_for_a_pdf_and_has_to_be_one() {
    let desk = Desk::new();
    let font = desk.path("evidence.json");
    let page = desk.render("html", &["--font", &font], &["evidence.json"]);
    assert_eq!(page.code, 2);
    assert!(page.stderr.contains("--font is for PDFs"), "{}", page.stderr);
    let pdf = desk.render("pdf", &["--font", &font], &["evidence.json"]);
    assert_eq!(pdf.code, 2);
    assert!(pdf.stderr.contains("is no font for a PDF"), "{}", pdf.stderr);
}

#[test]
fn a_bundle_that_is_shown_in_part_has_no_report() {
    let desk = Desk::new();
    run(&["keygen", &desk.path("own")]);
    let shown = run(&["redact", "--key", &desk.path("own.key"), &desk.path("evidence.json")]);
    fs::write(desk.path("shown.json"), shown.stdout).unwrap();
    let made = desk.render("html", &[], &["shown.json"]);
    assert_eq!(made.code, 1);
    assert!(made.stderr.contains("shown in part"), "{}", made.stderr);
}
