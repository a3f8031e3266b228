//! Which documents are to be read, and how.

use std::path::PathBuf;

use bytesize::ByteSize;
use clap::Args;

/// The largest document, where nobody says another size: the default below.
const LARGEST: ByteSize = ByteSize::mib(64);

/// Which documents are to be read, and how: the same words for every command that reads documents.
#[derive(Debug, Args)]
pub struct DocumentArguments {
    /// Take every line for a document, whatever the name of the file; so also on standard input
    #[arg(long)]
    pub lines: bool,

    /// The largest document, or line with a document; a larger one is named and not judged
    #[arg(long, value_name = "SIZE", default_value = "64MiB")]
    pub max_document: ByteSize,

    /// How many documents to judge at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// The files to read; `-` is one document on standard input, or with --lines a document a line
    ///
    /// A file holds one document. One whose name ends in .ndjson or .jsonl holds a document a line,
    /// is read as a stream and may be of any size. Either may be compressed: .gz, .zst.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

impl DocumentArguments {
    /// These files, read as usual, or with a document a line whatever their names.
    #[must_use]
    pub fn of(files: Vec<PathBuf>, lines: bool) -> Self {
        Self { lines, max_document: LARGEST, jobs: None, files }
    }
}
