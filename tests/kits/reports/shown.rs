//! What reports look like, as snapshots: every word of the PDFs of a few shipped bundles, and where it stands.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use exact_schema_testkit::tools;
use export_bundles_report::render;
use export_bundles_typeset::Fonts;

use super::case::shipped;
use crate::{has_clients, made, succeed};

const SHOWN: [&str; 6] = [
    "evidence-bundle-full-personal-data-blocked",
    "evidence-bundle-raw-steps-left-out",
    "soc2-bundle-full-reviewed",
    "soc2-bundle-minimal",
    "soc2-bundle-follows-the-one-before-its-review",
    "executive-debrief-bundle-full-personal-data-blocked",
];

#[test]
fn reports_look_as_they_did() {
    if !has_clients() || !tools::PDFTOTEXT.is_there() {
        return;
    }
    let folder = made().workshop.scratch("shown");
    fs::create_dir_all(&folder).unwrap();
    let cases = shipped();
    for name in SHOWN {
        let case = cases.iter().find(|it| it.name == name).unwrap();
        let file = folder.join("report.pdf");
        fs::write(&file, render::pdf(&case.subject(), &Fonts::shipped()).unwrap().bytes).unwrap();
        let mut text = Command::new("pdftotext");
        insta::assert_snapshot!(
            format!("{name}-text"),
            succeed(text.args(["-layout", "-enc", "UTF-8"]).arg(&file).arg("-"))
        );
        let mut places = Command::new("pdftotext");
        let said = succeed(places.args(["-bbox-layout", "-enc", "UTF-8"]).arg(&file).arg("-"));
        insta::assert_snapshot!(format!("{name}-geometry"), lines(&said));
    }
}

/// Where each line stands, in whole points: page by page, left, top, right, bottom.
fn lines(said: &str) -> String {
    let mut lines = String::new();
    for line in said.lines().map(str::trim) {
        if line.starts_with("<page") {
            lines.push_str("page\n");
        } else if let Some(rest) = line.strip_prefix("<line ") {
            let places: Vec<String> = rest
                .split('"')
                .filter_map(|it| it.parse::<f64>().ok())
                .map(|it| format!("{it:.0}"))
                .collect();
            writeln!(lines, "  {}", places.join(" ")).unwrap();
        }
    }
    lines
}
