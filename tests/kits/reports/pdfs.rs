//! PDFs, by libraries and programs that share no code with ours.

use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_testkit::tools;
use export_bundles_report::render;
use export_bundles_typeset::Fonts;
use serde_json::{Value, json};

use super::case::{Case, hostile, shipped};
use super::scripts;
use crate::{has_clients, made, succeed};

/// veraPDF says that they are PDF/A-3a and PDF/UA-1, and that others are not.
#[test]
fn pdfs_are_what_they_say_they_are() {
    if !has_clients() || !tools::JAVAC.is_there() {
        return;
    }
    let mut cases = shipped();
    cases.extend(hostile().into_iter().filter(|it| it.text.len() < 20_000));
    let files = made_of("standard", &cases);
    let mut python =
        made().workshop.python.script(&scripts().join("standard.py").to_string_lossy());
    let wrong = succeed(python.arg(listed("standard", &files)));
    assert!(wrong.is_empty(), "{wrong}");
}

/// `pikepdf` takes the bundle out, byte for byte; `rfc8785` computes its seal anew; `pdftotext` finds every step and
/// every text.
#[test]
fn pdfs_hold_everything_that_is_in_their_bundles() {
    if !has_clients() || !tools::PDFTOTEXT.is_there() {
        return;
    }
    let mut cases = shipped();
    cases.extend(hostile());
    let files = made_of("content", &cases);
    let mut python = made().workshop.python.script(&scripts().join("content.py").to_string_lossy());
    let wrong = succeed(python.arg(listed("content", &files)));
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    for case in shipped() {
        let set = || render::pdf(&case.subject(), &Fonts::shipped()).unwrap().bytes;
        assert!(set() == set(), "{}", case.name);
    }
}

/// A PDF of each, and what has to be found in it.
fn made_of(what: &str, cases: &[Case]) -> Vec<Value> {
    let folder = made().workshop.scratch(&format!("{what}-pdfs"));
    fs::create_dir_all(&folder).unwrap();
    let fonts = Fonts::shipped();
    let file = |(index, case): (usize, &Case)| {
        let set = render::pdf(&case.subject(), &fonts)
            .unwrap_or_else(|error| panic!("{}: {error}", case.name));
        let file = folder.join(format!("{index}.pdf"));
        fs::write(&file, &set.bytes).unwrap();
        let uncovered: String = set.uncovered.iter().collect();
        json!({"file": file, "name": case.name, "bundle": case.text, "said": case.said,
               "pages": set.pages, "uncovered": uncovered, "sound": case.subject().is_sound})
    };
    cases.iter().enumerate().map(file).collect()
}

fn listed(what: &str, files: &[Value]) -> PathBuf {
    let list = made().workshop.scratch(&format!("{what}-pdfs")).join("pdfs.json");
    fs::write(&list, Value::from(files.to_vec()).to_string()).unwrap();
    Path::new(&list).to_owned()
}
