//! What is added is there, once, whatever happens on the way.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod fixture;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use export_bundles::utc_now;
use export_bundles_archive::{
    Adding, Archive, Folder, Period, Signing, Verification, Verified, judge, sample, ticket, verify,
};
use export_bundles_attest::{Algorithm, SigningKey};
use export_bundles_evidence::{RuleSet, seal};
use fixture::{ORIGIN, add, bundle};

fn verified(folder: &Path, period: Option<Period>) -> Verified {
    let asked = Verification {
        period,
        rules: RuleSet::Default,
        trust: None,
        since: Vec::new(),
        now: utc_now(),
        jobs: NonZeroUsize::MIN,
        progress: &|_| {},
    };
    verify(&Folder::at(folder), &asked).expect("the archive can be verified")
}

fn bundles(numbers: std::ops::Range<u32>) -> Vec<String> {
    let of = |number: u32| {
        let tenant =
            if number.is_multiple_of(2) { "tenant-a" } else { "Mandant Süd/Öst: «β» …" };
        bundle(number, tenant, ["2026-07-01", "2026-10-02", "2027-01-31"][number as usize % 3], 2)
    };
    numbers.map(of).collect()
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::at(folder);
    let all = folder.list(".").expect("a folder");
    all.into_iter()
        .map(|it| (it.clone(), folder.read(&it).expect("a file").expect("it is there")))
        .collect()
}

#[test]
fn what_is_added_is_there_byte_for_byte_and_what_is_unsound_is_set_aside() {
    let home = tempfile::tempdir().expect("a folder");
    let mut given = bundles(0..20);
    // The same bundle, spelled in another way, is there already.
    given.push(format!(" {}", given[3]));
    given.push("no JSON at all \u{0}".to_owned());
    given.push(given[4].replace("call_model", "call_modal"));
    let added = add(home.path(), &given, None);
    assert_eq!((added.added, added.known, added.aside, added.bundles), (20, 1, 2, 20));
    let archive = Archive::open(Folder::at(home.path())).expect("an archive");
    let documents: Vec<_> = archive.documents().map(|it| it.expect("a document")).collect();
    let mut found: Vec<_> = documents.iter().map(|it| it.text.clone()).collect();
    let mut expected: Vec<_> = given.iter().map(|it| it.clone().into_bytes()).collect();
    expected.remove(20);
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    let mut sources: Vec<_> =
        documents.iter().map(|it| &it.source[..]).filter(|it| !it.is_empty()).collect();
    sources.sort_unstable();
    assert_eq!(sources, ["bundles.ndjson:22", "bundles.ndjson:23"]);
    let verified = verified(home.path(), None);
    assert!(verified.is_sound(), "{:?}", verified.faults.named());
    assert_eq!((verified.bundles, verified.aside), (20, 2));
}

#[test]
fn the_same_input_gives_the_same_files_and_once_more_changes_nothing() {
    let (one, other) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for home in [&one, &other] {
        add(home.path(), &bundles(0..30), None);
    }
    let before = files(one.path());
    assert_eq!(before, files(other.path()));
    let again = add(one.path(), &bundles(0..30), None);
    assert_eq!((again.added, again.known, again.bundles), (0, 30, 30));
    assert_eq!(before, files(one.path()));
}

#[test]
fn the_root_is_of_the_bundles_however_they_came() {
    let (one, other) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    add(one.path(), &bundles(0..30), None);
    let mut reversed = bundles(0..30);
    reversed.reverse();
    for few in reversed.chunks(7) {
        add(other.path(), few, None);
    }
    let (one, other) = (verified(one.path(), None), verified(other.path(), None));
    assert!(one.is_sound() && other.is_sound());
    assert_eq!(one.root, other.root);
    assert_eq!(one.population, other.population);
}

/// A process may end behind any file that it writes: what is there then is a prefix of what it writes.
#[test]
fn whoever_goes_on_after_any_moment_loses_nothing_and_repeats_nothing() {
    let whole = tempfile::tempdir().expect("a folder");
    add(whole.path(), &bundles(0..12), None);
    add(whole.path(), &bundles(0..24), None);
    let expected = verified(whole.path(), None);
    assert!(expected.is_sound());
    let all = files(whole.path());
    let begun = tempfile::tempdir().expect("a folder");
    add(begun.path(), &bundles(0..12), None);
    let earlier = files(begun.path());
    // In the order in which they are written: parts before their records, what follows from those last.
    let rank = |path: &str| {
        let number =
            path.rsplit('/').next().and_then(|it| it.split('.').next()?.parse::<u64>().ok());
        match () {
            () if path.contains("/bundles/") => (number.unwrap_or(0), 0),
            () if path.contains("/steps/") => (number.unwrap_or(0), 1),
            () if path.contains("/commits/") => (number.unwrap_or(0), 2),
            () if path.contains("checkpoint") => (u64::MAX - 1, 1),
            () if path.contains("/log/") => (u64::MAX - 1, 0),
            () => (u64::MAX, 0),
        }
    };
    let mut written: Vec<_> =
        all.iter().filter(|(path, content)| earlier.get(*path) != Some(content)).collect();
    written.sort_by_key(|(path, _)| (rank(path), (*path).clone()));
    assert!(written.len() > 10);
    for killed in 0..=written.len() {
        let home = tempfile::tempdir().expect("a folder");
        let put = |path: &str, content: &[u8]| {
            let place = home.path().join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("it can be made");
            fs::write(place, content).expect("it can be written");
        };
        earlier.iter().for_each(|(path, content)| put(path, content));
        written[..killed].iter().for_each(|(path, content)| put(path, content));
        let added = add(home.path(), &bundles(0..24), None);
        assert_eq!(added.bundles, 24, "after {killed} files");
        let found = verified(home.path(), None);
        assert!(found.is_sound(), "after {killed} files: {:?}", found.faults.named());
        assert_eq!(found.root, expected.root);
    }
}

#[test]
fn one_at_a_time_adds_to_an_archive() {
    let home = tempfile::tempdir().expect("a folder");
    let _one = Adding::open(Folder::at(home.path()), Some(ORIGIN), Signing::default())
        .expect("an archive can be made");
    let other = Adding::open(Folder::at(home.path()), Some(ORIGIN), Signing::default())
        .err()
        .expect("it is being written");
    assert!(other.to_string().contains("is being written"), "{other}");
}

#[test]
fn a_log_keeps_its_name() {
    let home = tempfile::tempdir().expect("a folder");
    add(home.path(), &bundles(0..2), None);
    let other =
        Adding::open(Folder::at(home.path()), Some("example.com/other"), Signing::default())
            .err()
            .expect("another name");
    assert!(other.to_string().contains(ORIGIN), "{other}");
    let bad = tempfile::tempdir().expect("a folder");
    assert!(Adding::open(Folder::at(bad.path()), Some("a b"), Signing::default()).is_err());
}

#[test]
fn a_sample_are_the_bundles_with_the_smallest_tickets_of_the_period() {
    let home = tempfile::tempdir().expect("a folder");
    let given = bundles(0..40);
    add(home.path(), &given, None);
    let archive = Archive::open(Folder::at(home.path())).expect("an archive");
    let period: Period = "2026-Q3".parse().expect("a period");
    let drawn = sample(&archive, Some(period), 5, 7).expect("a sample");
    assert_eq!(drawn.root, verified(home.path(), Some(period)).root);
    let of_period: Vec<_> =
        given.iter().filter(|it| it.contains("\"created_at\":\"2026-07")).collect();
    assert_eq!(drawn.population, of_period.len() as u64);
    let mut tickets: Vec<_> = of_period
        .iter()
        .map(|it| ticket(&drawn.root, 7, &seal(it.as_bytes()).expect("a seal")))
        .collect();
    tickets.sort_unstable();
    let found: Vec<_> = drawn.bundles.iter().map(|it| it.ticket).collect();
    assert_eq!(found, tickets[..5]);
    assert!(drawn.bundles.iter().all(|it| given.contains(&it.document)));
    let all = sample(&archive, Some(period), 1_000, 7).expect("a sample");
    assert_eq!(all.bundles.len(), of_period.len());
    assert_eq!(all.bundles[..5], drawn.bundles);
}

#[test]
fn an_empty_archive_is_sound_and_no_archive_is_an_error() {
    let home = tempfile::tempdir().expect("a folder");
    assert!(Archive::open(Folder::at(home.path())).is_err());
    add::<&str>(home.path(), &[], None);
    let found = verified(home.path(), None);
    assert!(found.is_sound(), "{:?}", found.faults.named());
    assert_eq!(found.bundles, 0);
    drop(judge(b"", RuleSet::Default));
}

#[test]
fn an_archive_that_is_signed_stays_signed_by_its_own_key() {
    let home = tempfile::tempdir().expect("a folder");
    let key = || SigningKey::generate(Algorithm::Ed25519).expect("a key");
    let own = key();
    let again = SigningKey::from_pem(&own.to_pem()).expect("a key");
    add(home.path(), &bundles(0..4), Some(own));
    let before = files(home.path());
    for key in [None, Some(key())] {
        let signing = Signing { key, stamp: None };
        let refused = Adding::open(Folder::at(home.path()), None, signing).err();
        assert!(refused.expect("it is signed").to_string().contains("the key of its log"));
    }
    assert_eq!(before, files(home.path()));
    assert_eq!(add(home.path(), &bundles(0..6), Some(again)).bundles, 6);
}
