//! Files, and what their names say about what they hold.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::zstd::Frames;

const BUFFER: usize = 256 * 1024;

/// A place to read documents from.
pub struct Input {
    path: PathBuf,
    /// The name of the place, for people.
    pub name: Arc<str>,
    /// Whether each line is a document of its own.
    pub lines: bool,
    compression: Option<Compression>,
}

#[derive(Clone, Copy)]
enum Compression {
    Gzip,
    Zstd,
}

impl Input {
    /// Tells from the name of a file what it holds, if not a document a line in any case. `-` is
    /// standard input.
    pub fn new(path: PathBuf, lines: bool) -> Self {
        let compression = match extension(&path).as_deref() {
            Some("gz") => Some(Compression::Gzip),
            Some("zst") => Some(Compression::Zstd),
            _ => None,
        };
        let uncompressed = match compression {
            Some(_) => path.file_stem().map(Path::new).unwrap_or(&path),
            None => &path,
        };
        let lines = lines || matches!(extension(uncompressed).as_deref(), Some("ndjson" | "jsonl"));
        Self { name: path.to_string_lossy().into(), lines, compression, path }
    }

    /// How many bytes there are to read, before they are decompressed, as far as can be told.
    pub fn size(&self) -> Option<u64> {
        if self.is_standard_input() {
            return None;
        }
        let metadata = std::fs::metadata(&self.path).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Opens the input; `meter` counts the bytes that are read, before they are decompressed.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or nothing in it to read.
    pub fn open(&self, meter: &Arc<AtomicU64>) -> io::Result<Box<dyn Read + Send>> {
        let source: Box<dyn Read + Send> = if self.is_standard_input() {
            Box::new(io::stdin())
        } else {
            let file = File::open(&self.path)?;
            if file.metadata()?.is_dir() {
                let reason = "it is a directory; name the files in it";
                return Err(io::Error::new(io::ErrorKind::IsADirectory, reason));
            }
            Box::new(file)
        };
        let source = Metered { source, meter: Arc::clone(meter) };
        let buffered = |source| BufReader::with_capacity(BUFFER, source);
        Ok(match self.compression {
            None => Box::new(source),
            Some(Compression::Gzip) => Box::new(MultiGzDecoder::new(buffered(source))),
            Some(Compression::Zstd) => Box::new(Frames::new(buffered(source))),
        })
    }

    fn is_standard_input(&self) -> bool {
        self.path == Path::new("-")
    }

    /// Says why reading failed.
    pub fn explain(&self, error: &io::Error) -> String {
        let format = match self.compression {
            _ if error.raw_os_error().is_some() => None,
            _ if error.kind() == io::ErrorKind::IsADirectory => None,
            None => None,
            Some(Compression::Gzip) => Some("gzip"),
            Some(Compression::Zstd) => Some("zstd"),
        };
        match format {
            Some(format) if error.kind() == io::ErrorKind::Unsupported => {
                format!("its {format} data need {error}, which is not supported; compress it anew")
            }
            Some(format) => format!("its {format} data are truncated or corrupt: {error}"),
            None => error.to_string(),
        }
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase())
}

struct Metered<R> {
    source: R,
    meter: Arc<AtomicU64>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.meter.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
