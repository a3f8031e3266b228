//! Strings, found eight bytes at a time.

use std::borrow::Cow;

use super::{Reader, Refused};

/// `byte` in each of eight places.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The top bit of the first byte of `word` (in little-endian order) that ends a run of plain
/// characters: a quotation mark, a backslash or a control character. Zero where there is none.
///
/// Bits of later bytes may be set in error, by a borrow that the first one causes.
#[inline]
fn ends_of_run(word: u64) -> u64 {
    let zeros = |word: u64| word.wrapping_sub(eight(0x01)) & !word;
    let quotes = zeros(word ^ eight(b'"'));
    let escapes = zeros(word ^ eight(b'\\'));
    let controls = word.wrapping_sub(eight(0x20)) & !word;
    (quotes | escapes | controls) & eight(0x80)
}

impl<'de> Reader<'de> {
    /// Reads a string; the next byte is its quotation mark.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Refused> {
        let start = self.at + 1;
        let end = self.end_of_run(start);
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                Ok(Cow::Borrowed(&self.text[start..end]))
            }
            Some(b'\\') => self.escaped(start, end).map(Cow::Owned),
            _ => Err(Refused),
        }
    }

    /// The first byte from `at` that is a quotation mark, a backslash or a control character.
    #[inline]
    fn end_of_run(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some((chunk, _)) = bytes.get(at..).and_then(<[u8]>::split_first_chunk::<8>) {
            let ends = ends_of_run(u64::from_le_bytes(*chunk));
            if ends != 0 {
                return at + (ends.trailing_zeros() / 8) as usize;
            }
            at += 8;
        }
        while bytes.get(at).is_some_and(|&byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
            at += 1;
        }
        at
    }

    /// Reads a string with escapes: finds its end, and leaves the rest to `serde_json`.
    #[cold]
    fn escaped(&mut self, start: usize, first: usize) -> Result<String, Refused> {
        let bytes = self.text.as_bytes();
        let mut at = first;
        while bytes.get(at) == Some(&b'\\') {
            // Whatever is escaped is one byte, or begins with one that ends no string.
            at = self.end_of_run(at + 2);
        }
        if bytes.get(at) != Some(&b'"') {
            return Err(Refused);
        }
        self.at = at + 1;
        serde_json::from_str(&self.text[start - 1..=at]).map_err(|_| Refused)
    }
}

#[cfg(test)]
mod tests {
    use super::ends_of_run;

    #[test]
    fn the_first_end_of_a_run_is_exact() {
        for place in 0..8 {
            for byte in 0..=u8::MAX {
                for around in [b' ', b'a', 0x7F, 0x80, 0xFF, b'!', b'#', b'[', b']'] {
                    let mut chunk = [around; 8];
                    chunk[place] = byte;
                    let expected =
                        chunk.iter().position(|it| *it < 0x20 || *it == b'"' || *it == b'\\');
                    let found = ends_of_run(u64::from_le_bytes(chunk));
                    let found = (found != 0).then(|| found.trailing_zeros() as usize / 8);
                    assert_eq!(found, expected, "{chunk:?}");
                }
            }
        }
    }
}
