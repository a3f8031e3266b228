//! What is committed is what the types say.

use std::path::Path;

use exact_schema_publish::{FileState, Mode, Options, Outcome, publish};
use export_bundles::{CONTRACT, SOURCE};

#[test]
fn what_is_committed_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
    let options = Options::in_folder(root, &CONTRACT, Mode::Check).unwrap();
    let report = publish(&CONTRACT, SOURCE, &options).unwrap();
    let stale: Vec<_> = report.files.iter().filter(|file| file.state != FileState::Fresh).collect();
    assert_eq!(report.outcome, Outcome::Fresh, "run `cargo xtask publish`: {stale:?}");
}
