//! The working tree keeps every promise of every release.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::path::Path;

use export_bundles_release::{Folders, judge};

#[test]
fn the_working_tree_may_be_released() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let judgement = judge(&Folders::in_repository(&root), env!("CARGO_PKG_VERSION")).unwrap();
    assert!(judgement.last.is_some(), "there is a release");
    assert!(judgement.is_sound(), "{judgement}");
}
