//! Files that hold a document a line.

use std::io::{self, BufRead, BufReader, Read};
use std::{iter, mem};

use memchr::{memchr, memchr_iter, memrchr};

/// As much as one block holds, but for a line that is longer.
const BUFFER: usize = 256 * 1024;

/// What is read of such a file.
pub enum Piece {
    /// Whole lines that follow each other.
    Lines(Block),
    /// The line of this number is longer than a document may be.
    TooLong(u64),
}

/// Whole lines that follow each other.
pub struct Block {
    first_line: u64,
    text: Vec<u8>,
}

impl Block {
    /// The documents in it, each with the number of its line. Blank lines are none.
    pub fn documents(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let is_white_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
        (self.first_line..)
            .zip(self.lines())
            .filter(move |(_, line)| !line.iter().all(is_white_space))
    }

    fn lines(&self) -> impl Iterator<Item = &[u8]> {
        let ends = memchr_iter(b'\n', &self.text).chain(iter::once(self.text.len()));
        let mut start = 0;
        ends.map(move |end| &self.text[mem::replace(&mut start, end + 1)..end])
    }
}

/// Cuts a text into pieces, in memory that does not grow with it. After an error there is nothing more.
///
/// Lines that are there are given out before more is waited for, as a slow pipe may keep it back for long.
pub struct Pieces<R> {
    source: BufReader<R>,
    next_line: u64,
    /// The beginning of a line whose end is not read yet.
    begun: Vec<u8>,
    /// Whether the line that is begun is too long to be kept.
    is_too_long: bool,
    limit: usize,
    has_ended: bool,
}

impl<R: Read> Pieces<R> {
    /// Reads from the first line on; a line may have `limit` bytes.
    pub fn new(source: R, limit: usize) -> Self {
        let source = BufReader::with_capacity(BUFFER, source);
        let begun = Vec::new();
        Self { source, next_line: 1, begun, is_too_long: false, limit, has_ended: false }
    }

    fn read(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let buffer = match self.source.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                self.has_ended = true;
                return Ok(self.last_line());
            }
            // A line that is too long is passed over alone, the others as many as there are.
            let newline = match self.is_too_long {
                true => memchr(b'\n', buffer),
                false => memrchr(b'\n', buffer),
            };
            let taken = newline.map_or(buffer.len(), |at| at + 1);
            if !self.is_too_long {
                self.begun.extend_from_slice(&buffer[..taken]);
            }
            self.source.consume(taken);
            if newline.is_some() {
                return Ok(Some(self.whole_lines()));
            }
            if self.begun.len() > self.limit {
                self.is_too_long = true;
                self.begun = Vec::new();
            }
        }
    }

    fn whole_lines(&mut self) -> Piece {
        let first_line = self.next_line;
        if mem::take(&mut self.is_too_long) {
            self.next_line += 1;
            return Piece::TooLong(first_line);
        }
        let text = mem::take(&mut self.begun);
        self.next_line += memchr_iter(b'\n', &text).count() as u64;
        Piece::Lines(Block { first_line, text })
    }

    /// What stands behind the last line break.
    fn last_line(&mut self) -> Option<Piece> {
        (self.is_too_long || !self.begun.is_empty()).then(|| self.whole_lines())
    }
}

impl<R: Read> Iterator for Pieces<R> {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<io::Result<Piece>> {
        if self.has_ended {
            return None;
        }
        let piece = self.read();
        // Nobody knows how a line goes on that breaks off.
        self.has_ended |= piece.is_err();
        piece.transpose()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]
mod tests {
    use super::*;

    /// Gives `text` in pieces of `piece` bytes, and then an error if it is to.
    struct Portions<'a> {
        text: &'a [u8],
        piece: usize,
        fails: bool,
    }

    impl Read for Portions<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.text.is_empty() && self.fails {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let length = self.text.len().min(self.piece).min(buffer.len());
            let (piece, rest) = self.text.split_at(length);
            buffer[..length].copy_from_slice(piece);
            self.text = rest;
            Ok(length)
        }
    }

    /// The documents, the numbers of lines that are too long, and whether an error came at last.
    fn read(
        text: &str,
        piece: usize,
        fails: bool,
        limit: usize,
    ) -> (Vec<(u64, String)>, Vec<u64>, bool) {
        let (mut found, mut long, mut failed) = (Vec::new(), Vec::new(), false);
        for piece in Pieces::new(Portions { text: text.as_bytes(), piece, fails }, limit) {
            assert!(!failed, "nothing comes behind an error");
            match piece {
                Ok(Piece::Lines(block)) => found.extend(
                    block.documents().map(|(line, it)| (line, String::from_utf8_lossy(it).into())),
                ),
                Ok(Piece::TooLong(line)) => long.push(line),
                Err(_) => failed = true,
            }
        }
        (found, long, failed)
    }

    fn documents(text: &str, piece: usize, fails: bool) -> (Vec<(u64, String)>, bool) {
        let (found, long, failed) = read(text, piece, fails, usize::MAX);
        assert_eq!(long, [0; 0]);
        (found, failed)
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let long = "x".repeat(3 * BUFFER);
        let text = format!("a\n{long}\nb\n{long}");
        for piece in [1_000, BUFFER, usize::MAX] {
            let (found, passed, _) = read(&text, piece, false, BUFFER);
            assert_eq!(found, [(1, "a".to_owned()), (3, "b".to_owned())]);
            assert_eq!(passed, [2, 4]);
        }
    }

    #[test]
    fn a_line_is_given_out_before_more_is_waited_for() {
        let (reader, mut writer) = io::pipe().unwrap();
        let mut pieces = Pieces::new(reader, usize::MAX);
        io::Write::write_all(&mut writer, b"a\nb\nhal").unwrap();
        let Some(Ok(Piece::Lines(block))) = pieces.next() else { panic!("no lines") };
        assert_eq!(block.documents().count(), 2);
        io::Write::write_all(&mut writer, b"f\n").unwrap();
        let Some(Ok(Piece::Lines(block))) = pieces.next() else { panic!("no line") };
        assert_eq!(block.documents().next(), Some((3, &b"half"[..])));
    }

    #[test]
    fn lines_keep_their_numbers_however_the_text_comes() {
        let text = "a\n\n  \t\r\nb\r\n\nc";
        let expected = [(1, "a"), (4, "b\r"), (6, "c")].map(|(line, it)| (line, it.to_owned()));
        for piece in 1..=text.len() {
            assert_eq!(documents(text, piece, false), (expected.to_vec(), false), "{piece}");
        }
    }

    #[test]
    fn many_lines_make_many_blocks() {
        let text: String = (1..=400_000).map(|line| format!("{line}\n")).collect();
        assert!(Pieces::new(text.as_bytes(), usize::MAX).count() >= text.len() / BUFFER);
        let (found, _) = documents(&text, usize::MAX, false);
        assert_eq!(found.len(), 400_000);
        assert!(found.iter().all(|(line, it)| *it == line.to_string()));
    }

    #[test]
    fn a_line_that_breaks_off_is_not_judged() {
        for piece in 1..8 {
            let expected = vec![(1, "a".to_owned()), (2, "b".to_owned())];
            assert_eq!(documents("a\nb\nhalf", piece, true), (expected, true));
        }
    }
}
