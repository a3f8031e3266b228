//! Numbers: whole ones as they are, all others as the nearest IEEE double.

use super::{Reader, Refused};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Unsigned(u64),
    /// Below zero.
    Negative(i64),
    Double(f64),
}

/// The powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Up to here every whole number is a double.
const EXACT: u64 = 1 << 53;

/// Up to here any decimal digit more fits in 64 bits; just above, some do.
const ROOM: u64 = (u64::MAX - 9) / 10;

/// Digits in a row.
struct Digits {
    /// The number that they and those before them make; of no use once `overflows`.
    value: u64,
    count: usize,
    overflows: bool,
}

impl Reader<'_> {
    /// Reads a number (RFC 8259, section 6).
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number, Refused> {
        let start = self.at;
        let negative = self.skip(b'-');
        let leading_zero = self.text.as_bytes().get(self.at) == Some(&b'0');
        let whole = self.digits(0);
        if whole.count == 0 || (leading_zero && whole.count > 1) {
            return Err(Refused);
        }
        if !matches!(self.text.as_bytes().get(self.at), Some(b'.' | b'e' | b'E')) {
            return match (negative, whole.overflows) {
                (false, false) => Ok(Number::Unsigned(whole.value)),
                (true, false) if whole.value != 0 => {
                    match 0_i64.checked_sub_unsigned(whole.value) {
                        Some(number) => Ok(Number::Negative(number)),
                        None => self.double(start),
                    }
                }
                _ => self.double(start),
            };
        }
        self.fraction(start, negative, &whole)
    }

    #[inline]
    fn fraction(
        &mut self,
        start: usize,
        negative: bool,
        whole: &Digits,
    ) -> Result<Number, Refused> {
        let mut digits = Digits { value: whole.value, count: 0, overflows: whole.overflows };
        if self.skip(b'.') {
            digits = self.digits(whole.value);
            if digits.count == 0 {
                return Err(Refused);
            }
        }
        if matches!(self.text.as_bytes().get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if !self.skip(b'-') {
                self.skip(b'+');
            }
            if self.digits(0).count == 0 {
                return Err(Refused);
            }
            return self.double(start);
        }
        // Both are exact doubles, so that their quotient is rounded once, and right.
        match POWERS.get(digits.count) {
            Some(power) if digits.value <= EXACT && !digits.overflows && !whole.overflows => {
                let number = digits.value as f64 / power;
                Ok(Number::Double(if negative { -number } else { number }))
            }
            _ => self.double(start),
        }
    }

    #[inline]
    fn skip(&mut self, byte: u8) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    #[inline]
    fn digits(&mut self, before: u64) -> Digits {
        let start = self.at;
        let mut digits = Digits { value: before, count: 0, overflows: false };
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            let digit = u64::from(digit - b'0');
            digits.overflows |= digits.value > ROOM && !has_room(digits.value, digit);
            digits.value = digits.value.wrapping_mul(10).wrapping_add(digit);
            self.at += 1;
        }
        digits.count = self.at - start;
        digits
    }

    /// The number from `start` to here, rounded as IEEE 754 asks; none is beyond the finite.
    fn double(&self, start: usize) -> Result<Number, Refused> {
        match self.text[start..self.at].parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Double(number)),
            _ => Err(Refused),
        }
    }
}

/// Whether `value` with one more decimal digit fits in 64 bits.
#[cold]
fn has_room(value: u64, digit: u64) -> bool {
    value.checked_mul(10).and_then(|value| value.checked_add(digit)).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::from_str;

    #[test]
    fn a_whole_number_stays_whole_as_long_as_64_bits_hold_it() {
        let read = |text: &str| from_str::<Value>(text).ok();
        for value in (u64::MAX - 20)..=u64::MAX {
            assert_eq!(read(&value.to_string()), Some(json!(value)));
        }
        assert_eq!(read("18446744073709551616"), Some(json!(18_446_744_073_709_551_616.0)));
        assert_eq!(read("-9223372036854775808"), Some(json!(i64::MIN)));
        assert_eq!(read("-9223372036854775809"), Some(json!(-9_223_372_036_854_775_809.0)));
    }
}
