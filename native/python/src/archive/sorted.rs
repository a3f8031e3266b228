//! Lines in the order of their bytes, of which more may come than there is room for in memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

/// Lines that are being put into order: those for which there is room in memory, the others in files of the system's
/// temporary folder that nobody else sees.
pub struct Sorted {
    room: usize,
    kept: Vec<String>,
    bytes: usize,
    written: Vec<File>,
}

impl Sorted {
    /// None so far, with room for so many bytes.
    pub fn new(room: usize) -> Self {
        Self { room, kept: Vec::new(), bytes: 0, written: Vec::new() }
    }

    /// Takes a line.
    ///
    /// # Errors
    ///
    /// Where no temporary file can be written.
    pub fn push(&mut self, line: &str) -> io::Result<()> {
        if self.bytes > self.room {
            self.write()?;
        }
        self.bytes += line.len();
        self.kept.push(line.to_owned());
        Ok(())
    }

    /// All lines, in order.
    ///
    /// # Errors
    ///
    /// Where a temporary file cannot be written; each item says where one cannot be read.
    pub fn into_lines(mut self) -> io::Result<Merged> {
        if !self.written.is_empty() {
            self.write()?;
        }
        self.kept.sort_unstable();
        let mut merged = Merged { next: BinaryHeap::new(), readers: Vec::new() };
        let kept = Reader::Kept(self.kept.into_iter());
        let written = self.written.into_iter().map(|it| Reader::Written(BufReader::new(it)));
        for reader in written.chain([kept]) {
            merged.readers.push(reader);
            merged.read(merged.readers.len() - 1)?;
        }
        Ok(merged)
    }

    fn write(&mut self) -> io::Result<()> {
        self.kept.sort_unstable();
        let mut file = BufWriter::new(tempfile::tempfile()?);
        for line in self.kept.drain(..) {
            writeln!(file, "{line}")?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.written.push(file);
        self.bytes = 0;
        Ok(())
    }
}

enum Reader {
    Kept(std::vec::IntoIter<String>),
    Written(BufReader<File>),
}

/// The lines of several who have them in order.
pub struct Merged {
    /// The next line of each, the first of them on top.
    next: BinaryHeap<Reverse<(String, usize)>>,
    readers: Vec<Reader>,
}

impl Merged {
    fn read(&mut self, reader: usize) -> io::Result<()> {
        let line = match &mut self.readers[reader] {
            Reader::Kept(lines) => lines.next(),
            Reader::Written(file) => {
                let mut line = String::new();
                let length = file.read_line(&mut line)?;
                line.truncate(length.saturating_sub(1));
                (length > 0).then_some(line)
            }
        };
        self.next.extend(line.map(|it| Reverse((it, reader))));
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = io::Result<String>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((line, reader)) = self.next.pop()?;
        Some(self.read(reader).map(|()| line))
    }
}
