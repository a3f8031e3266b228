//! What is not to be seen, shown.

use std::borrow::Cow;
use std::fmt::Write;

/// A text in which everything is to be seen: a character that shows nothing, or that turns the text around it, is
/// written as its code point, `⟨U+202E⟩`. Line feeds stay, and so do the joiners that emoji and many scripts are
/// written with.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|it| it == '\n' || is_visible(it)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if character == '\n' || is_visible(character) {
            shown.push(character);
        } else {
            // Writing to a text does not fail.
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(character));
        }
    }
    Cow::Owned(shown)
}

/// Whether a character shows something, or takes part in something that does.
#[must_use]
pub fn is_visible(character: char) -> bool {
    !matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // A hyphen that is only seen at the end of a line.
        | '\u{ad}'
        // Marks and controls of direction.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Letters and spaces without a width or a look, separators of lines and paragraphs.
        | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        // Tags and selectors beyond those of emoji, and everything that is no character.
        | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        && u32::from(character) & 0xfffe != 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_a_text_around_is_shown() {
        let shown = visible("user\u{202e}gnp.exe\u{0}\r\n\u{feff}\u{e0041}\u{ffff}");
        assert_eq!(shown, "user⟨U+202E⟩gnp.exe⟨U+0000⟩⟨U+000D⟩\n⟨U+FEFF⟩⟨U+E0041⟩⟨U+FFFF⟩");
    }

    #[test]
    fn what_is_to_be_seen_stays() {
        for text in ["", "naïve Ω Ж 中 שלום हिन्दी", "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}", "a\nb"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(it) if it == text));
        }
    }
}
