//! Text from elsewhere that cannot drive a terminal or pretend to be other text.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is not seen as itself: control characters, what changes the direction of
/// the text, and what has no width.
pub fn is_hazardous(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// The text with such characters written out, as Rust writes them.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hazardous) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            _ if is_hazardous(character) => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "{}", character.escape_unicode());
            }
            _ => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_harmless_stays() {
        for text in ["", "a b/ç~1.json", "日本語", "e\u{301}", "\"'\\`"] {
            assert!(matches!(harmless(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_drives_a_terminal_is_written_out() {
        assert_eq!(harmless("\u{1b}[2J\r\n\t\u{7f}"), "\\u{1b}[2J\\r\\n\\t\\u{7f}");
        assert_eq!(harmless("a\u{9b}31m\u{202e}b"), "a\\u{9b}31m\\u{202e}b");
    }
}
