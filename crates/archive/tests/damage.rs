//! A damaged file is told of, and ends nobody.

#![allow(clippy::expect_used, reason = "a test says by a panic that it failed")]

mod fixture;

use std::fs;
use std::num::NonZeroUsize;
use std::panic;

use export_bundles::utc_now;
use export_bundles_archive::{Folder, Verification, verify};
use export_bundles_evidence::RuleSet;
use fixture::{add, bundle};

#[test]
fn no_bit_of_a_part_can_be_turned_unseen_and_none_ends_the_process() {
    let home = tempfile::tempdir().expect("a folder");
    let given: Vec<_> = (0..3).map(|it| bundle(it, "tenant-a", "2026-07-01", 2)).collect();
    add(home.path(), &given, None);
    let path = home.path().join("bundles/tenant=tenant-a/month=2026-07/00000000.parquet");
    let whole = fs::read(&path).expect("a part");
    // What the library says when it gives up is of no interest.
    panic::set_hook(Box::new(|_| {}));
    for at in (0..whole.len()).step_by(whole.len() / 300) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(&path, damaged).expect("it can be written");
        let asked = Verification {
            period: None,
            rules: RuleSet::Default,
            trust: None,
            since: Vec::new(),
            now: utc_now(),
            jobs: NonZeroUsize::MIN,
            progress: &|_| {},
        };
        let found = verify(&Folder::at(home.path()), &asked).expect("it can be verified");
        assert!(!found.is_sound(), "bit {} of byte {at}", at % 8);
    }
}
