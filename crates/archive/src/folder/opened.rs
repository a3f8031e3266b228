//! A file that is read in parts.

use std::fs::File;
use std::io::{BufReader, Read};

use bytes::Bytes;
use parquet::errors::Result;
use parquet::file::reader::{ChunkReader, Length};

/// A file that is read in parts, of which most may never be asked for.
#[derive(Debug)]
pub enum Opened {
    /// A file of this machine.
    File(File),
    /// An object of a store.
    #[cfg(feature = "cloud")]
    Object(super::cloud::Object),
}

impl Length for Opened {
    fn len(&self) -> u64 {
        match self {
            Self::File(file) => file.len(),
            #[cfg(feature = "cloud")]
            Self::Object(object) => object.len(),
        }
    }
}

impl ChunkReader for Opened {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> Result<Box<dyn Read>> {
        match self {
            Self::File(file) => {
                let read: BufReader<File> = file.get_read(start)?;
                Ok(Box::new(read))
            }
            #[cfg(feature = "cloud")]
            Self::Object(object) => object.get_read(start),
        }
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        match self {
            Self::File(file) => file.get_bytes(start, length),
            #[cfg(feature = "cloud")]
            Self::Object(object) => object.get_bytes(start, length),
        }
    }
}
