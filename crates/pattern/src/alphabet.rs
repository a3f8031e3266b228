//! The characters that a set of patterns tells apart.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind};

/// Every Unicode scalar value, sorted into letters: characters that no pattern tells apart.
#[derive(Debug)]
pub(crate) struct Alphabet {
    /// First code point of each run, ascending, with the letter that the run belongs to.
    runs: Vec<(u32, usize)>,
    /// One character for each letter, the most readable that there is.
    characters: Vec<char>,
}

const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);
const LAST: u32 = char::MAX as u32;

/// The characters by which a letter prefers to be written.
const READABLE: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_. :/@+,;=!?*#%&()[]{}'\"<>|~^$\\`";

impl Alphabet {
    /// The alphabet that is fine enough for every one of `patterns`.
    pub(crate) fn of<'a>(patterns: impl Iterator<Item = &'a Hir>) -> Self {
        let mut sets = BTreeSet::new();
        for pattern in patterns {
            collect(pattern, &mut sets);
        }
        // Readable characters stand on their own side of a boundary where a pattern puts them
        // there, so boundaries come from the sets alone.
        let mut boundaries: BTreeSet<u32> = BTreeSet::from([0, SURROGATES.0, SURROGATES.1 + 1]);
        for set in &sets {
            for (start, end) in set {
                boundaries.insert(*start);
                boundaries.insert(end + 1);
            }
        }
        boundaries.retain(|start| *start <= LAST);
        Self::sort(boundaries, &sets)
    }

    /// Gives runs that lie in the same sets the same letter.
    fn sort(boundaries: BTreeSet<u32>, sets: &BTreeSet<Vec<(u32, u32)>>) -> Self {
        let mut letters: std::collections::HashMap<Vec<bool>, usize> =
            std::collections::HashMap::new();
        let mut runs = Vec::new();
        let mut first = Vec::new();
        for start in boundaries {
            if (SURROGATES.0..=SURROGATES.1).contains(&start) {
                continue;
            }
            let membership = sets.iter().map(|set| contains(set, start)).collect();
            let next = letters.len();
            let letter = *letters.entry(membership).or_insert(next);
            if letter == first.len() {
                first.push(start);
            }
            runs.push((start, letter));
        }
        let mut alphabet = Self { runs, characters: Vec::new() };
        let mut characters: Vec<Option<char>> = vec![None; first.len()];
        for readable in READABLE.chars() {
            if let Some(character) = characters.get_mut(alphabet.letter(readable)) {
                character.get_or_insert(readable);
            }
        }
        alphabet.characters = characters
            .into_iter()
            .zip(first)
            .map(|(character, first)| character.or(char::from_u32(first)).unwrap_or('\u{FFFD}'))
            .collect();
        alphabet
    }

    /// The letter that `character` is written with.
    fn letter(&self, character: char) -> usize {
        let next = self.runs.partition_point(|(start, _)| *start <= u32::from(character));
        self.runs.get(next.wrapping_sub(1)).map_or(0, |(_, letter)| *letter)
    }

    /// One character for each letter.
    pub(crate) fn characters(&self) -> &[char] {
        &self.characters
    }

    /// The letters in the order in which a reader prefers to see them.
    pub(crate) fn by_readability(&self) -> Vec<usize> {
        let mut letters: Vec<usize> = (0..self.characters.len()).collect();
        letters.sort_by_key(|letter| {
            let character = self.characters[*letter];
            READABLE.find(character).unwrap_or(READABLE.len() + character as usize)
        });
        letters
    }
}

/// The ranges of a character class, as code points.
pub(crate) fn ranges(class: &Class) -> Vec<(u32, u32)> {
    match class {
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .map(|range| (u32::from(range.start()), u32::from(range.end())))
            .collect(),
        Class::Bytes(class) => class
            .ranges()
            .iter()
            .map(|range| (u32::from(range.start()), u32::from(range.end())))
            .collect(),
    }
}

/// Whether the ascending `ranges` contain `code`.
pub(crate) fn contains(ranges: &[(u32, u32)], code: u32) -> bool {
    let next = ranges.partition_point(|(start, _)| *start <= code);
    next.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|(_, end)| code <= *end)
}

fn collect(pattern: &Hir, sets: &mut BTreeSet<Vec<(u32, u32)>>) {
    match pattern.kind() {
        HirKind::Literal(literal) => {
            for character in String::from_utf8_lossy(&literal.0).chars() {
                sets.insert(vec![(u32::from(character), u32::from(character))]);
            }
        }
        HirKind::Class(class) => {
            sets.insert(ranges(class));
        }
        HirKind::Repetition(repetition) => collect(&repetition.sub, sets),
        HirKind::Capture(capture) => collect(&capture.sub, sets),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            for part in parts {
                collect(part, sets);
            }
        }
        HirKind::Empty | HirKind::Look(_) => {}
    }
}
