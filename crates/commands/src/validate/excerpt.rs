//! Short pieces of documents, for those who may see them.

use std::io::{self, Write};

use serde_json::Value;

use super::report::Excerpt;

/// How much of a value is shown, in bytes of JSON.
const VALUE_LIMIT: usize = 160;
/// How much of a text is shown on either side, in characters.
const TEXT_LIMIT: usize = 40;

/// The value, or as much of it as is good to read.
pub fn of_value(value: &Value) -> Excerpt {
    let mut start = Start { bytes: Vec::new() };
    let complete = serde_json::to_writer(&mut start, value).is_ok();
    let whole_characters = start.bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let cut = if complete { "" } else { "…" };
    Excerpt::Value(format!("{whole_characters}{cut}"))
}

/// What stands around byte `offset`, in its line, if anything does.
pub fn of_text(bytes: &[u8], offset: usize) -> Option<Excerpt> {
    let (before, after) = bytes.split_at(offset.min(bytes.len()));
    // No character has more than four bytes, so one that is cut here is not shown.
    let before = &before[before.len().saturating_sub(4 * (TEXT_LIMIT + 1))..];
    let after = &after[..after.len().min(4 * (TEXT_LIMIT + 1))];
    let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    let after = after.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let skipped = before.chars().count().saturating_sub(TEXT_LIMIT);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = String::from_utf8_lossy(after).chars().take(TEXT_LIMIT).collect();
    let is_empty = before.is_empty() && after.is_empty();
    (!is_empty).then(|| Excerpt::Text { before: before.trim_start().to_owned(), after })
}

/// Takes the first bytes that are written and then refuses.
struct Start {
    bytes: Vec<u8>,
}

impl Write for Start {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = VALUE_LIMIT - self.bytes.len();
        self.bytes.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room { Err(io::ErrorKind::WriteZero.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], offset: usize) -> Option<(String, String)> {
        match of_text(bytes, offset)? {
            Excerpt::Text { before, after } => Some((before, after)),
            Excerpt::Value(_) => None,
        }
    }

    #[test]
    fn a_long_value_ends_with_a_whole_character() {
        for padding in 0..4 {
            let value = Value::String("a".repeat(padding) + &"€".repeat(100));
            let Excerpt::Value(shown) = of_value(&value) else { continue };
            assert!(shown.ends_with("€…"), "{shown}");
            assert!(shown.len() <= VALUE_LIMIT + "…".len());
        }
    }

    #[test]
    fn a_text_is_cut_to_its_line() {
        let bytes = b"{\n  \"a\": tru,\n}";
        assert_eq!(text(bytes, 12), Some(("\"a\": tru".to_owned(), ",".to_owned())));
        assert_eq!(text(b"", 0), None);
        assert_eq!(text(b"[1,", 99), Some(("[1,".to_owned(), String::new())));
    }

    #[test]
    fn a_long_line_is_cut_to_whole_characters() {
        let line = "😀".repeat(1000);
        let cut = Some(("😀".repeat(TEXT_LIMIT), "😀".repeat(TEXT_LIMIT)));
        assert_eq!(text(line.as_bytes(), 4 * 500), cut);
    }
}
