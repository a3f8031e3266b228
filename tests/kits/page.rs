//! The first programs of the reference page in the languages that no browser runs.

use std::fs;

use crate::{has_clients, made, succeed};

mod first {
    include!("reference/first.rs");

    /// What the page calls the program.
    pub fn run() {
        main();
    }
}

#[test]
fn the_program_in_rust_is_one_that_runs() {
    if !has_clients() {
        return;
    }
    first::run();
    assert_eq!(program("Rust"), include_str!("reference/first.rs"));
}

#[test]
fn the_program_in_python_runs_with_the_package() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let file = workshop.scratch("first.py");
    fs::write(&file, program("Python")).unwrap();
    let mut python = workshop.python.script(&file.to_string_lossy());
    let said = succeed(&mut python);
    assert!(said.contains("expected the member `bundle_type`, which is missing"), "{said}");
}

/// The text of a program on the page.
fn program(language: &str) -> String {
    let page = fs::read_to_string(made().workshop.made("reference").join("index.html")).unwrap();
    let opening = format!("data-program=\"{language}\"><code>");
    let (_, rest) = page.split_once(&opening).unwrap();
    let (text, _) = rest.split_once("</code>").unwrap();
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, it)| text.replace(entity, it))
}
