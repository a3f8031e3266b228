//! What a report says about checking it without us, done.

use std::fs;
use std::path::Path;
use std::process::Command;

use export_bundles_document::Block;
use export_bundles_report::document;

use super::case::shipped;
use crate::{has_clients, made, succeed};

#[test]
fn whoever_has_the_bundle_computes_what_the_report_says() {
    if !has_clients() {
        return;
    }
    let python = made().workshop.python.script("");
    let tools = Path::new(python.get_program()).parent().unwrap().to_owned();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let mut checked = 0;
    for case in shipped().iter().filter(|it| it.name.contains("full")) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("bundle.json"), &case.text).unwrap();
        for block in document(&case.subject()).blocks {
            let Block::Code(code) = block else { continue };
            // A command, and what it has to say; one without an answer is for whoever has our program.
            let Some((command, expected)) = code.rsplit_once('\n') else { continue };
            let command = command.trim_start_matches("pip install rfc8785\n");
            let mut shell = Command::new("sh");
            shell.args(["-c", command]).current_dir(folder.path()).env("PATH", &path);
            let said = succeed(&mut shell);
            assert!(said.starts_with(expected), "{}: {command}: {said}", case.name);
            checked += 1;
        }
    }
    assert_eq!(checked, 4, "a digest and a seal of two bundles");
}
