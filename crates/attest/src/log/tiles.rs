//! A tree as files: tiles of 256 hashes, and bundles of 256 entries.

use export_bundles::ContentHash;

use super::growth::{Hash, inner, leaf};

/// How many hashes a full tile has.
pub(super) const WIDTH: usize = 256;

/// A file of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileFile {
    /// Where it stands in the folder of the log, with `/` between the names.
    pub path: String,
    /// What is in it.
    pub content: Vec<u8>,
    /// The folder with the parts of it that were written when it was not full, where it is full now.
    pub parts: Option<String>,
}

/// The files that a log of these entries has and one with the first `known` of them has not.
pub(super) fn files(entries: &[Vec<u8>], known: usize) -> Vec<TileFile> {
    let mut files = Vec::new();
    let first = known / WIDTH;
    for (index, chunk) in entries.chunks(WIDTH).enumerate().skip(first) {
        if known < index * WIDTH + chunk.len() {
            files.push(file("entries", index, chunk.len(), bundle(chunk)));
        }
    }
    let mut hashes: Vec<Hash> = entries.iter().map(|it| leaf(it)).collect();
    let (mut level, mut known) = (0, known);
    while !hashes.is_empty() {
        for (index, chunk) in hashes.chunks(WIDTH).enumerate().skip(known / WIDTH) {
            if known < index * WIDTH + chunk.len() {
                files.push(file(&level.to_string(), index, chunk.len(), chunk.concat()));
            }
        }
        hashes = hashes.chunks_exact(WIDTH).map(full).collect();
        level += 1;
        known /= WIDTH;
    }
    files
}

/// Where the entries of a log of that size stand, in order, and how many are in each.
pub(super) fn entry_files(size: u64) -> impl Iterator<Item = (String, usize)> {
    let width = WIDTH as u64;
    (0..size.div_ceil(width)).map(move |index| {
        let count = (size - index * width).min(width) as usize;
        (path("entries", index as usize, count), count)
    })
}

/// Where the entry at `index` stands in a log of that size, and which entry is the first there.
#[must_use]
pub fn entries_of(index: u64, size: u64) -> (String, u64) {
    let width = WIDTH as u64;
    let first = index / width * width;
    let count = size.saturating_sub(first).min(width) as usize;
    (path("entries", (index / width) as usize, count), first)
}

/// The seals that a file of entries holds; nothing where it holds something else.
#[must_use]
pub fn seals_in(content: &[u8]) -> Option<Vec<ContentHash>> {
    // Each is of one length, so that the length of the file tells how many there are.
    let entries = entries(content, content.len() / (2 + 64))?;
    entries.iter().map(|it| std::str::from_utf8(it).ok()?.parse().ok()).collect()
}

/// The entries of a file that has so many.
pub(super) fn entries(mut content: &[u8], count: usize) -> Option<Vec<Vec<u8>>> {
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        let (length, rest) = content.split_first_chunk::<2>()?;
        let (entry, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        entries.push(entry.to_vec());
        content = rest;
    }
    content.is_empty().then_some(entries)
}

pub(super) fn bundle<E: AsRef<[u8]>>(entries: &[E]) -> Vec<u8> {
    entries.iter().map(AsRef::as_ref).fold(Vec::new(), |mut bundle, entry| {
        #[expect(clippy::expect_used, reason = "an entry is a seal")]
        let length = u16::try_from(entry.len()).expect("an entry is short");
        bundle.extend_from_slice(&length.to_be_bytes());
        bundle.extend_from_slice(entry);
        bundle
    })
}

pub(super) fn file(level: &str, index: usize, count: usize, content: Vec<u8>) -> TileFile {
    let parts = (count == WIDTH).then(|| format!("{}.p", path(level, index, count)));
    TileFile { path: path(level, index, count), content, parts }
}

/// `tile/0/x001/x234/067`, and with `.p/17` behind it where it is not full.
pub(super) fn path(level: &str, index: usize, count: usize) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    let part = if count < WIDTH { format!(".p/{count}") } else { String::new() };
    format!("tile/{level}/{path}{part}")
}

/// The root of so many hashes of full subtrees of one size, which are a power of two.
pub(super) fn full(hashes: &[Hash]) -> Hash {
    let mut level = hashes.to_vec();
    while level.len() > 1 {
        level = level.chunks_exact(2).map(|pair| inner(&pair[0], &pair[1])).collect();
    }
    level[0]
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, files, path};

    #[test]
    fn paths_are_what_the_specification_says() {
        assert_eq!(path("0", 1_234_067, WIDTH), "tile/0/x001/x234/067");
        assert_eq!(path("entries", 0, 5), "tile/entries/000.p/5");
    }

    /// The example of the specification: a log of 70,000 entries.
    #[test]
    fn a_log_of_70_000_entries_has_the_tiles_of_the_specification() {
        let entries = vec![b"x".to_vec(); 70_000];
        let files = files(&entries, 0);
        let of = |level: &str, is_full: bool| {
            let prefix = format!("tile/{level}/");
            files
                .iter()
                .filter(|it| it.path.starts_with(&prefix) && it.parts.is_some() == is_full)
                .count()
        };
        assert_eq!((of("0", true), of("0", false)), (273, 1));
        assert_eq!((of("1", true), of("1", false)), (1, 1));
        assert_eq!((of("2", true), of("2", false)), (0, 1));
        let has = |path: &str| files.iter().any(|it| it.path == path);
        assert!(has("tile/0/273.p/112") && has("tile/1/001.p/17") && has("tile/2/000.p/1"));
    }

    #[test]
    fn what_grows_step_by_step_is_what_is_made_at_once() {
        let entries: Vec<Vec<u8>> = (0..1_100_u32).map(|it| it.to_string().into_bytes()).collect();
        let mut grown = std::collections::BTreeMap::new();
        let mut known = 0;
        for size in [1, 2, 255, 256, 257, 511, 513, 1_024, 1_100] {
            for file in files(&entries[..size], known) {
                if let Some(parts) = &file.parts {
                    grown.retain(|path: &String, _| !path.starts_with(&format!("{parts}/")));
                }
                grown.insert(file.path, file.content);
            }
            known = size;
            let at_once = files(&entries[..size], 0);
            assert!(at_once.iter().all(|it| grown.get(&it.path) == Some(&it.content)), "{size}");
        }
    }
}
