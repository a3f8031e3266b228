//! A log that grows in a store is the log that is made at once.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::collections::HashMap;

use export_bundles::ContentHash;
use export_bundles_attest::log::{Edge, Hash, Log, Node, Path, Tile, TileKind};
use export_bundles_attest::{Algorithm, SigningKey};
use sha2::{Digest, Sha256};

fn seal(number: u64) -> ContentHash {
    <[u8; 32]>::from(Sha256::digest(number.to_be_bytes())).into()
}

/// A log, its edge, and everything that is kept.
fn grown(size: u64) -> (Log, Edge, HashMap<Node, Hash>) {
    let (mut log, mut edge, mut kept) = (Log::default(), Edge::default(), HashMap::new());
    for number in 0..size {
        log.append(&seal(number));
        for (node, hash) in edge.append(&seal(number)) {
            assert_eq!(kept.insert(node, hash), None, "what is kept never changes");
        }
    }
    (log, edge, kept)
}

#[test]
fn every_size_commits_to_what_the_whole_log_commits_to() {
    let (mut log, mut edge) = (Log::default(), Edge::default());
    for number in 0..300 {
        assert_eq!(edge.checkpoint("seals"), log.checkpoint("seals"));
        let again = Edge::of(edge.size(), edge.hashes().to_vec());
        assert_eq!(again.as_ref(), Some(&edge));
        log.append(&seal(number));
        edge.append(&seal(number));
    }
    assert_eq!(Edge::of(3, vec![[0; 32]]), None);
}

#[test]
fn every_entry_of_every_size_is_proved() {
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    for size in (1..70).chain([255, 256, 257, 1_000]) {
        let (log, edge, kept) = grown(size);
        let note = edge.checkpoint("seals").sign(&key).unwrap();
        for index in (0..size).step_by(if size < 70 { 1 } else { 37 }) {
            let path = Path::of(index, size).unwrap();
            let hashes: Vec<Hash> = path.nodes().map(|node| kept[&node]).collect();
            let proof = path.proof(&hashes, &note).unwrap();
            assert_eq!(Some(&proof), log.prove(index, &note).as_ref(), "{index} of {size}");
            proof.verify(&seal(index), key.public()).unwrap();
            assert_eq!(path.proof(&[&hashes[..], &[[0; 32]]].concat(), &note), None);
        }
        assert_eq!(Path::of(size, size), None);
    }
}

#[test]
fn tiles_are_the_files_of_the_whole_log() {
    let size = 70_000;
    let (log, _, kept) = grown(size);
    let files = log.files_since(0);
    assert!(files.len() > 500);
    for file in files {
        let tile = Tile::parse(&file.path).unwrap();
        assert!(tile.least_size().unwrap() <= size);
        let content = match tile.kind {
            TileKind::Entries => Tile::of_entries(&tile.range().map(seal).collect::<Vec<_>>()),
            TileKind::Hashes(_) => {
                Tile::of_hashes(&tile.nodes().map(|node| kept[&node]).collect::<Vec<_>>())
            }
        };
        assert!(content == file.content, "{}", file.path);
    }
}

#[test]
fn a_tile_has_one_path() {
    for path in
        ["tile/0/000", "tile/0/x001/x234/067", "tile/7/000.p/255", "tile/entries/x001/000.p/1"]
    {
        assert!(Tile::parse(path).is_some(), "{path}");
    }
    for path in [
        "",
        "tile/",
        "tile/0",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/8/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/entries/../entries/000",
    ] {
        assert_eq!(Tile::parse(path), None, "{path}");
    }
}
