//! The working tree keeps every promise of every release.

use std::path::Path;

use exact_schema_manifest::Manifest;
use exact_schema_release::{Folders, judge};
use export_bundles::CONTRACT;

#[test]
fn the_working_tree_may_be_released() {
    let manifest = Manifest::parse(CONTRACT.manifest()).unwrap();
    let folders = Folders::of(Path::new(env!("CARGO_MANIFEST_DIR")), &manifest);
    let judgement = judge(&CONTRACT, &folders, CONTRACT.version()).unwrap();
    assert!(judgement.last.is_some(), "there is a release");
    assert!(judgement.is_sound(), "{judgement}");
}
