//! Files that hold a document a line.

use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 256 * 1024;
/// A block ends with the line that brings it to this size.
const BLOCK_BYTES: usize = 256 * 1024;

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
            .zip(self.text.split(|&byte| byte == b'\n'))
            .filter(move |(_, line)| !line.iter().all(is_white_space))
    }
}

/// Cuts a text into blocks. After an error there is nothing more.
pub struct Blocks<R> {
    source: BufReader<R>,
    next_line: u64,
    state: State,
}

enum State {
    Reading,
    Failed(io::Error),
    Ended,
}

impl<R: Read> Blocks<R> {
    /// Reads from the first line on.
    pub fn new(source: R) -> Self {
        let source = BufReader::with_capacity(BUFFER, source);
        Self { source, next_line: 1, state: State::Reading }
    }

    fn read_block(&mut self) -> Block {
        let mut block = Block { first_line: self.next_line, text: Vec::new() };
        loop {
            match self.source.read_until(b'\n', &mut block.text) {
                Ok(0) => {
                    self.state = State::Ended;
                    break;
                }
                Ok(_) => self.next_line += 1,
                Err(error) => {
                    self.state = State::Failed(error);
                    // Nobody knows how the line goes on.
                    let newline = block.text.iter().rposition(|&byte| byte == b'\n');
                    block.text.truncate(newline.map_or(0, |it| it + 1));
                    break;
                }
            }
            // What comes through a slow pipe is not kept waiting.
            if block.text.len() >= BLOCK_BYTES || self.source.buffer().is_empty() {
                break;
            }
        }
        block
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<io::Result<Block>> {
        if let State::Reading = self.state {
            let block = self.read_block();
            if !block.text.is_empty() {
                return Some(Ok(block));
            }
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Failed(error) => Some(Err(error)),
            State::Reading | State::Ended => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives `text` in pieces of `piece` bytes, and then an error if it is to.
    struct Pieces<'a> {
        text: &'a [u8],
        piece: usize,
        fails: bool,
    }

    impl Read for Pieces<'_> {
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

    fn documents(text: &str, piece: usize, fails: bool) -> (Vec<(u64, String)>, bool) {
        let (mut found, mut failed) = (Vec::new(), false);
        for block in Blocks::new(Pieces { text: text.as_bytes(), piece, fails }) {
            assert!(!failed, "nothing comes behind an error");
            match block {
                Ok(block) => found.extend(
                    block.documents().map(|(line, it)| (line, String::from_utf8_lossy(it).into())),
                ),
                Err(_) => failed = true,
            }
        }
        (found, failed)
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
        assert!(Blocks::new(text.as_bytes()).count() >= text.len() / BLOCK_BYTES);
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
