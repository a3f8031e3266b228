//! Numbers as JSON writes them, digit for digit.

use std::cmp::Ordering;
use std::fmt;

/// As long as a number may be that is written without an exponent: an `i128` always is.
const PLAIN: u64 = 39;

/// A number: its digits, without zeros at either end, times a power of ten. Zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    negative: bool,
    digits: Box<str>,
    exponent: i64,
}

impl Decimal {
    /// Of a number as RFC 8259 has it in section 6; none of any other text, or of an exponent of more than
    /// 18 digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, power(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_led_by_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || is_led_by_zero || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        Some(Self::of(negative, &[whole, fraction].concat(), exponent))
    }

    fn of(negative: bool, digits: &str, exponent: i64) -> Self {
        let kept = digits.trim_end_matches('0');
        let zeros = (digits.len() - kept.len()) as i64;
        let kept = kept.trim_start_matches('0');
        if kept.is_empty() {
            return Self { negative: false, digits: Box::default(), exponent: 0 };
        }
        Self { negative, digits: kept.into(), exponent: exponent.saturating_add(zeros) }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.exponent >= 0
    }

    /// How many digits tell it from all others.
    pub(super) fn precision(&self) -> usize {
        self.digits.len()
    }

    /// The number, if it is whole and as small.
    pub(super) fn to_i128(&self) -> Option<i128> {
        match self.is_whole() && self.ends() <= PLAIN as i64 {
            true => self.to_string().parse().ok(),
            false => None,
        }
    }

    /// Where its digits end, counted to the left of the point.
    fn ends(&self) -> i64 {
        self.exponent.saturating_add(self.digits.len() as i64)
    }

    /// Whether a whole number is a multiple of `divisor`, which is not zero.
    pub(super) fn is_multiple_of(&self, divisor: u64) -> bool {
        let divisor = u128::from(divisor);
        let shift = |rest: u128, digit: u8| (rest * 10 + u128::from(digit - b'0')) % divisor;
        let digits = self.digits.bytes().fold(0, shift);
        let mut power = 10 % divisor;
        let mut rest = digits % divisor;
        let mut left = self.exponent;
        while left > 0 {
            if left & 1 == 1 {
                rest = rest * power % divisor;
            }
            power = power * power % divisor;
            left >>= 1;
        }
        rest == 0
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl From<i128> for Decimal {
    fn from(number: i128) -> Self {
        Self::of(number < 0, &number.unsigned_abs().to_string(), 0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_size = || {
            let size = self.ends().cmp(&other.ends());
            // Of as many digits before the point, the first that differs decides.
            let size = size.then_with(|| self.digits.cmp(&other.digits));
            if self.negative { size.reverse() } else { size }
        };
        self.sign().cmp(&other.sign()).then_with(by_size)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As JSON: a whole number that is not too long without an exponent, any other with one.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits.is_empty() {
            return f.write_str("0");
        }
        if self.negative {
            f.write_str("-")?;
        }
        f.write_str(&self.digits)?;
        match u64::try_from(self.exponent) {
            Ok(zeros) if self.ends() <= PLAIN as i64 => {
                (0..zeros).try_for_each(|_| f.write_str("0"))
            }
            _ => write!(f, "e{}", self.exponent),
        }
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

fn power(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !is_digits(digits) {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    let size: i64 = match significant {
        "" => 0,
        short if short.len() <= 18 => short.parse().ok()?,
        _ => return None,
    };
    Some(if text.starts_with('-') { -size } else { size })
}
