//! Parts that somebody else writes are in the archive once they are adopted, and not before.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod fixture;

use std::num::NonZeroUsize;
use std::path::Path;

use export_bundles::utc_now;
use export_bundles_archive::{
    Adding, ArchiveError, Aside, Entry, Folder, Judged, Part, Place, Signing, Verification,
    Verified, judge, verify,
};
use export_bundles_evidence::RuleSet;
use fixture::{ORIGIN, add, bundle};

fn opened(folder: &Path) -> Adding<'static> {
    Adding::open(Folder::at(folder), Some(ORIGIN), Signing::default()).expect("an archive")
}

fn verified(folder: &Path) -> Verified {
    let asked = Verification {
        period: None,
        rules: RuleSet::Default,
        trust: None,
        since: Vec::new(),
        now: utc_now(),
        jobs: NonZeroUsize::MIN,
        progress: &|_| {},
    };
    verify(&Folder::at(folder), &asked).expect("the archive can be verified")
}

fn entries(documents: &[String]) -> Vec<Entry> {
    let entry = |it: &String| match judge(it.as_bytes(), RuleSet::Default) {
        Judged::Sound(entry) => *entry,
        Judged::Unsound(aside) => panic!("{:?}", aside.reasons),
    };
    let mut entries: Vec<_> = documents.iter().map(entry).collect();
    entries.sort_by_key(|it| it.seal);
    entries
}

fn aside(document: &str) -> Aside {
    match judge(document.as_bytes(), RuleSet::Default) {
        Judged::Unsound(aside) => *aside,
        Judged::Sound(_) => panic!("{document} is sound"),
    }
}

/// Writes a part as others would, who tell of it in JSON.
fn written(folder: &Path, place: Place, entries: &[Entry]) -> Part {
    let partition = entries[0].partition.clone();
    let part = Part::of_bundles(&Folder::at(folder), place, partition, entries).expect("a part");
    let line = serde_json::to_string(&part).expect("JSON");
    serde_json::from_str(&line).expect("a part")
}

#[test]
fn parts_of_others_make_the_archive_that_adding_makes() {
    let (one, other) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let bundles: Vec<_> = (0..40).map(|it| bundle(it, "tenant", "2026-07-01", 2)).collect();
    let mut adding = opened(one.path());
    let place = adding.next_place();
    assert_eq!(place, Place { number: 0, log_index: 0 });
    adding.adopt(written(one.path(), place, &entries(&bundles))).expect("it follows");
    let place = adding.next_place();
    assert_eq!(place, Place { number: 1, log_index: 40 });
    let part = Part::of_aside(&Folder::at(one.path()), place, &[aside("no JSON")]);
    adding.adopt(part.expect("a part")).expect("it follows");
    assert_eq!(adding.next_place(), Place { number: 2, log_index: 40 });
    let added = adding.finish().expect("it is whole");
    assert_eq!((added.added, added.aside, added.bundles), (40, 1, 40));
    let verified = verified(one.path());
    assert!(verified.is_sound(), "{:?}", verified.faults.named());
    let mut documents: Vec<_> = bundles.iter().map(String::as_str).collect();
    documents.push("no JSON");
    add(other.path(), &documents, None);
    assert_eq!(verified.root, self::verified(other.path()).root);
    let bundles = |folder: &Path| Folder::at(folder).read("log/checkpoint").expect("a file");
    assert_eq!(bundles(one.path()), bundles(other.path()));
}

#[test]
fn what_was_written_for_another_place_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let bundles: Vec<_> = (0..4).map(|it| bundle(it, "tenant", "2026-07-01", 2)).collect();
    let entries = entries(&bundles);
    let mut adding = opened(home.path());
    for place in [Place { number: 1, log_index: 0 }, Place { number: 0, log_index: 3 }] {
        let refused = adding.adopt(written(home.path(), place, &entries)).expect_err("a gap");
        assert!(matches!(refused, ArchiveError::OutOfPlace { .. }), "{refused}");
    }
}

#[test]
fn what_nobody_adopted_is_gone_when_the_next_one_adds() {
    let home = tempfile::tempdir().expect("a folder");
    let bundles: Vec<_> = (0..9).map(|it| bundle(it, "tenant", "2026-07-01", 2)).collect();
    let entries = entries(&bundles);
    let mut adding = opened(home.path());
    let [first, second, third] = [(0, 0), (1, 3), (2, 6)].map(|(number, log_index)| {
        let at = log_index as usize;
        written(home.path(), Place { number, log_index }, &entries[at..at + 3])
    });
    adding.adopt(first).expect("it follows");
    assert_eq!((second.number(), third.number()), (1, 2));
    // Whoever adds is killed: no record of the others, no log and no manifest.
    drop(adding);
    add(home.path(), &bundles, None);
    let verified = verified(home.path());
    assert!(verified.is_sound(), "{:?}", verified.faults.named());
    assert_eq!(verified.bundles, 9);
}
