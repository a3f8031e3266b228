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

/// So many decimal digits always fit in 64 bits.
const ROOM: usize = 19;

/// Digits in a row.
struct Digits {
    /// The number that they and those before them make; of no use once there are more than fit.
    value: u64,
    count: usize,
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
        if matches!(self.text.as_bytes().get(self.at), Some(b'.' | b'e' | b'E')) {
            return self.fraction(start, negative, &whole);
        }
        if negative || whole.count > ROOM {
            return self.unusual(start);
        }
        Ok(Number::Unsigned(whole.value))
    }

    #[inline]
    fn fraction(
        &mut self,
        start: usize,
        negative: bool,
        whole: &Digits,
    ) -> Result<Number, Refused> {
        let mut digits = Digits { value: whole.value, count: 0 };
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
            Some(power) if whole.count + digits.count <= ROOM && digits.value <= EXACT => {
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
        let mut value = before;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        Digits { value, count: self.at - start }
    }

    /// The whole number from `start` to here, which is below zero or long; as a double if 64 bits do not
    /// hold it, or if it is the negative zero.
    #[cold]
    fn unusual(&self, start: usize) -> Result<Number, Refused> {
        let text = &self.text[start..self.at];
        match (text.parse(), text.parse()) {
            (Ok(number), _) => Ok(Number::Unsigned(number)),
            (_, Ok(number)) if number != 0 => Ok(Number::Negative(number)),
            _ => self.double(start),
        }
    }

    /// The number from `start` to here, rounded as IEEE 754 asks; none is beyond the finite.
    #[cold]
    fn double(&self, start: usize) -> Result<Number, Refused> {
        match self.text[start..self.at].parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Number::Double(number)),
            _ => Err(Refused),
        }
    }
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
