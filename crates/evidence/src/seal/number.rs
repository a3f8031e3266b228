//! Numbers that are what their text says.

/// A number that a document may have and be sealed.
pub enum Number<'t> {
    /// Its text is its canonical form.
    Canonical(&'t str),
    /// An IEEE double.
    Double(f64),
}

/// Every double holds so many digits.
const DIGITS: usize = 15;

impl<'t> Number<'t> {
    /// The number that a JSON text is, where an IEEE double is exactly as much as the shortest text of that
    /// double says, and an integer is within ±(2^53 - 1).
    ///
    /// `0.1` is one, as `0.1` is what everybody writes for that double; `0.10000000000000000555` means the same
    /// double and is none, for two documents would have one seal.
    pub fn exact(text: &'t str) -> Option<Self> {
        if let Some(short) = short(text) {
            return Some(Self::Canonical(short));
        }
        let double: f64 = text.parse().ok()?;
        let is_integer = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
        if is_integer && double.abs() >= 2_f64.powi(53) {
            return None;
        }
        let mut buffer = ryu_js::Buffer::new();
        let is_exact = Decimal::of(text) == Decimal::of(buffer.format_finite(double));
        (double.is_finite() && is_exact).then_some(Self::Double(double))
    }

    /// Writes it as RFC 8785 has it: as ECMAScript does.
    pub fn write(&self, form: &mut Vec<u8>) {
        match self {
            Self::Canonical(text) => form.extend_from_slice(text.as_bytes()),
            Self::Double(double) => {
                let mut buffer = ryu_js::Buffer::new();
                form.extend_from_slice(buffer.format_finite(*double).as_bytes());
            }
        }
    }
}

/// The end of the number that begins at `start`, where it is written as RFC 8785 has it, as far as that is quickly told:
/// without an exponent, of no more digits than every double holds, and not so small that ECMAScript writes one.
pub fn canonical_end(bytes: &[u8], start: usize) -> Option<usize> {
    let is_digit = |it: &&u8| it.is_ascii_digit();
    let behind_digits = |at: usize| Some(at + bytes.get(at..)?.iter().take_while(is_digit).count());
    let is_negative = bytes.get(start) == Some(&b'-');
    let whole = start + usize::from(is_negative);
    let point = behind_digits(whole)?;
    let end = match bytes.get(point) {
        Some(b'.') => behind_digits(point + 1).filter(|end| bytes.get(end - 1) != Some(&b'0'))?,
        _ => point,
    };
    let digits = bytes.get(whole..end)?;
    let is_other = matches!(bytes.get(end), Some(b'e' | b'E'))
        || end - start > DIGITS
        || (is_negative && digits == b"0")
        || digits.starts_with(b"0.000000");
    (!is_other).then_some(end)
}

/// The canonical form of a number that is short enough for it to be the beginning of its text: without an exponent,
/// of no more digits than every double holds, and not so small that ECMAScript writes an exponent.
fn short(text: &str) -> Option<&str> {
    if text.len() > DIGITS {
        return None;
    }
    let bytes = text.as_bytes();
    let is_digit = |it: &&u8| it.is_ascii_digit();
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let whole = sign + bytes.get(sign..)?.iter().take_while(is_digit).count();
    // The last digit that is not a 0 behind the point.
    let end = match bytes.get(whole) {
        None => whole,
        Some(b'.') if bytes.get(whole + 1..)?.iter().all(|it| it.is_ascii_digit()) => {
            let zeros = bytes.iter().rev().take_while(|it| **it == b'0').count();
            let end = bytes.len() - zeros;
            if end == whole + 1 { whole } else { end }
        }
        Some(_) => return None,
    };
    match text.get(sign..end)? {
        "0" => Some("0"),
        small if small.starts_with("0.000000") => None,
        _ => text.get(..end),
    }
}

/// A decimal number of any length: its digits from the first to the last that is not 0, and the power of ten
/// of the last one. 0 has no digits, no sign and no power.
#[derive(PartialEq)]
struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    power: i128,
}

impl Decimal {
    fn of(text: &str) -> Self {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        // An exponent beyond this belongs to 0, or to nothing that a double holds.
        let exponent = exponent.parse::<i64>().map_or(i128::MAX / 2, i128::from);
        let mut power = exponent - fraction.len() as i128;
        while digits.last() == Some(&b'0') {
            digits.pop();
            power += 1;
        }
        let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
        digits.drain(..zeros);
        if digits.is_empty() {
            return Self { is_negative: false, digits, power: 0 };
        }
        Self { is_negative, digits, power }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<String> {
        let mut form = Vec::new();
        Number::exact(text)?.write(&mut form);
        String::from_utf8(form).ok()
    }

    #[test]
    fn what_a_double_holds_is_written_as_ecmascript_does() {
        let cases = [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0e7", "0"),
            ("0e99999999999999999999", "0"),
            ("1.50", "1.5"),
            ("0.1", "0.1"),
            ("1E2", "100"),
            ("123456789012345", "123456789012345"),
            ("9007199254740991", "9007199254740991"),
            ("-9007199254740991", "-9007199254740991"),
            ("9007199254740992.0", "9007199254740992"),
            ("1e21", "1e+21"),
            ("1000000000000000000000.0", "1e+21"),
            ("0.0000001", "1e-7"),
            ("0.000001", "0.000001"),
            ("-0.00000123", "-0.00000123"),
            ("0.00000012", "1.2e-7"),
            ("-12.500", "-12.5"),
            ("-0.0", "0"),
            ("10.0", "10"),
            ("-100", "-100"),
            ("123456789.012345", "123456789.012345"),
            ("1234567890.123456", "1234567890.123456"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ];
        for (text, expected) in cases {
            assert_eq!(written(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_called_canonical_is_what_would_be_written() {
        let cases = [
            "0",
            "-0",
            "7",
            "-7",
            "10",
            "1.5",
            "1.50",
            "1.0",
            "0.5",
            "-0.5",
            "0.0000001",
            "0.000001",
        ];
        let more = [
            "1e2",
            "1.5E3",
            "123456789012345",
            "1234567890123456",
            "-12345678901234",
            "0.0",
            "-0.0",
        ];
        for text in cases.into_iter().chain(more) {
            let listed = format!("[{text}, 1]");
            let end = canonical_end(listed.as_bytes(), 1);
            let is_written = written(text).as_deref() == Some(text);
            assert!(
                end.is_none() || (end == Some(1 + text.len()) && is_written),
                "{text}: {end:?}"
            );
            assert!(
                end.is_some() || !is_written || text.len() > DIGITS || text.starts_with("0.000000"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_no_double_holds_is_refused() {
        let cases = [
            "9007199254740992",
            "-9007199254740993",
            "9007199254740993.0",
            "0.1000000000000000055511151231257827",
            "1e-400",
            "100000000000000000000000",
            "1.79769313486231570001e308",
            "4.9e-324",
            "1e400",
        ];
        for text in cases {
            assert_eq!(written(text), None, "{text}");
        }
    }
}
