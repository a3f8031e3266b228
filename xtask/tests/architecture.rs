//! `ARCHITECTURE.md` shows the crates as they are.

use xtask::architecture::{PAGE, page};
use xtask::workspace::Workspace;

#[test]
fn the_picture_is_that_of_the_crates() {
    let workspace = Workspace::read().unwrap();
    let page = page(&workspace).unwrap();
    assert!(page.is_fresh(), "{PAGE} is out of date: run `cargo xtask architecture`");
    assert!(page.found.contains("export-bundles --> exact-schema-runtime\n"));
    let lines = page.found.lines().count();
    assert!(lines < 160, "{lines} lines are more than one page");
}
