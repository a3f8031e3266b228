//! Zstandard files, which may be several frames in a row.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Decompresses all frames of `source`, one behind the other, and checks the checksums and sizes
/// that they state.
pub struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    place: Place,
    /// How many bytes of the frame were given out.
    given: u64,
}

enum Place {
    /// Nothing was read yet: an empty file is no Zstandard file.
    Start,
    Inside,
    Between,
}

impl<R: BufRead> Frames<R> {
    /// Reads from the start of a frame.
    pub fn new(source: R) -> Self {
        Self { source, decoder: FrameDecoder::new(), place: Place::Start, given: 0 }
    }

    /// Steps into the next frame that has content. False at the end of the file.
    fn enter(&mut self) -> io::Result<bool> {
        loop {
            if matches!(self.place, Place::Between) && self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.place = Place::Inside;
                    self.given = 0;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    self.skip(u64::from(length))?;
                    self.place = Place::Between;
                }
                Err(error @ FrameDecoderError::WindowSizeTooBig { .. }) => {
                    return Err(unsupported(format!(
                        "a window that is larger than usual ({error})"
                    )));
                }
                Err(FrameDecoderError::DictNotProvided { dict_id }) => {
                    return Err(unsupported(format!("the dictionary {dict_id}")));
                }
                Err(error) => return Err(corrupt(error)),
            }
        }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        match io::copy(&mut self.source.by_ref().take(length), &mut io::sink())? {
            skipped if skipped == length => Ok(()),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    fn leave(&mut self) -> io::Result<()> {
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(corrupt("the checksum is wrong"));
        }
        // 0 is also what the decoder says where the frame states no size.
        if self.decoder.content_size() != 0 && self.decoder.content_size() != self.given {
            return Err(corrupt("the size is wrong"));
        }
        self.place = Place::Between;
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !matches!(self.place, Place::Inside) && !self.enter()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(corrupt)?;
            }
            match self.decoder.read(buffer)? {
                0 if !buffer.is_empty() => self.leave()?,
                length => {
                    self.given += length as u64;
                    return Ok(length);
                }
            }
        }
    }
}

/// Zstandard allows what a decoder need not support.
fn unsupported(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, what)
}

fn corrupt(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_FRAMES: &[u8] = include_bytes!("../../tests/fixtures/two-frames.ndjson.zst");

    fn decompress(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        Frames::new(bytes).read_to_end(&mut content)?;
        Ok(content)
    }

    #[test]
    fn reads_frame_behind_frame() -> io::Result<()> {
        let content = decompress(TWO_FRAMES)?;
        assert_eq!(content.iter().filter(|&&byte| byte == b'\n').count(), 300);
        assert!(content.ends_with(b"{\"incident_id\": \"inc_300\"}\n"));
        Ok(())
    }

    #[test]
    fn a_cut_file_is_an_error_or_ends_with_a_frame() -> io::Result<()> {
        let whole = decompress(TWO_FRAMES)?;
        let mut good = Vec::new();
        for length in 0..TWO_FRAMES.len() {
            if let Ok(content) = decompress(&TWO_FRAMES[..length]) {
                assert!(whole.starts_with(&content));
                good.push(content.iter().filter(|&&byte| byte == b'\n').count());
            }
        }
        assert_eq!(good, [150, 150], "behind the first frame, and behind that which is skipped");
        Ok(())
    }

    #[test]
    fn a_flipped_bit_is_never_read_as_other_content() -> io::Result<()> {
        let whole = decompress(TWO_FRAMES)?;
        for bit in 0..TWO_FRAMES.len() * 8 {
            let mut flipped = TWO_FRAMES.to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            if let Ok(content) = decompress(&flipped) {
                assert_eq!(content, whole, "bit {bit}");
            }
        }
        Ok(())
    }

    #[test]
    fn a_frame_without_checksum_must_have_the_size_it_states() {
        // Magic number, one segment of stated size, no checksum; one raw block, the last, of 3 bytes.
        let frame = |size| [0x28, 0xB5, 0x2F, 0xFD, 0x20, size, 0x19, 0, 0, b'a', b'b', b'c'];
        assert_eq!(decompress(&frame(3)).ok().as_deref(), Some(&b"abc"[..]));
        assert_eq!(
            decompress(&frame(4)).map_err(|error| error.to_string()),
            Err("the size is wrong".to_owned()),
        );
    }
}
