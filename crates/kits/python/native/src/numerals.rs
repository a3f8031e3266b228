//! Numbers that readers of JSON do not agree about.
//!
//! Whether `-0` is an integer, and whether a whole number beyond 64 bits is one, is for each reader to say. The
//! contract's own says no to both.

/// Whether no number in a JSON text is one that readers differ about.
pub(crate) fn are_plain(text: &[u8]) -> bool {
    Numerals(text).all(is_plain)
}

/// Whether a number in a JSON text has an exponent, which one writer spells so and the other otherwise.
pub(crate) fn have_exponents(text: &[u8]) -> bool {
    Numerals(text).any(|it| it.iter().any(is_exponent))
}

/// The numbers that stand in the rest of a JSON text.
struct Numerals<'a>(&'a [u8]);

impl<'a> Iterator for Numerals<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        while let Some((first, after)) = self.0.split_first() {
            self.0 = match first {
                b'"' => after_string(after),
                b'-' | b'0'..=b'9' => {
                    let length = self.0.iter().take_while(|it| is_of_number(it)).count();
                    let (numeral, after) = self.0.split_at(length);
                    self.0 = after;
                    return Some(numeral);
                }
                _ => after,
            };
        }
        None
    }
}

/// What follows the string of which `text` is the rest.
fn after_string(mut text: &[u8]) -> &[u8] {
    while let Some(at) = text.iter().position(|it| matches!(it, b'"' | b'\\')) {
        let length = if text[at] == b'"' { 1 } else { 2 };
        text = text.get(at + length..).unwrap_or_default();
        if length == 1 {
            return text;
        }
    }
    &[]
}

fn is_of_number(byte: &u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.') || is_exponent(byte)
}

fn is_exponent(byte: &u8) -> bool {
    matches!(byte, b'e' | b'E')
}

/// More characters than these may be the fraction of a number so small that it rounds to zero.
const LONGEST: usize = 300;

/// Whether a numeral is no minus zero, nor one that may round to it, nor a whole number that 64 bits may not hold.
fn is_plain(numeral: &[u8]) -> bool {
    let is_whole = !numeral.iter().any(|it| *it == b'.' || is_exponent(it));
    match numeral.strip_prefix(b"-") {
        Some(digits) if is_whole => digits.len() < 19 && digits != b"0",
        Some(digits) => {
            digits.len() < LONGEST
                && digits.iter().any(|it| matches!(it, b'1'..=b'9'))
                && !digits.iter().any(is_exponent)
        }
        None => !is_whole || numeral.len() < 20,
    }
}
