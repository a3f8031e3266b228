//! Numbers that differ and are the same double: most validators hold them for equal, some do not.

use std::collections::{BTreeMap, BTreeSet};

/// The numbers in a text, as they are written, by the double that is nearest.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(BTreeMap<u64, BTreeSet<Written>>);

/// A number as it is written. Two are equal if they are the same number: `10` and `1e1`.
#[derive(Clone, Debug)]
struct Written {
    /// The sign, the digits from the first to the last that is not zero, and the power of ten.
    value: (bool, String, i64),
    text: String,
}

impl Numbers {
    /// Adds the numbers in a JSON text.
    pub(super) fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(start) =
            rest.find(['"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        {
            let token = &rest[start..];
            let length = match token.starts_with('"') {
                true => string_length(token),
                false => {
                    let is_part = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
                    token.find(|c| !is_part(c)).unwrap_or(token.len())
                }
            };
            if !token.starts_with('"') {
                self.add(&token[..length]);
            }
            rest = &token[length..];
        }
    }

    fn add(&mut self, text: &str) {
        if let (Ok(double), Some(value)) = (text.parse::<f64>(), value(text)) {
            let written = Written { value, text: text.to_owned() };
            self.0.entry(double.to_bits()).or_default().insert(written);
        }
    }

    /// Two numbers that differ, of these and of others, and are the same double.
    pub(super) fn indistinct(&self, other: &Self) -> Option<[String; 2]> {
        let mut all = self.0.clone();
        for (double, written) in &other.0 {
            all.entry(*double).or_default().extend(written.iter().cloned());
        }
        all.into_values().find_map(|written| {
            let mut texts = written.into_iter().map(|it| it.text);
            Some([texts.next()?, texts.next()?])
        })
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Written {}

impl PartialOrd for Written {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Written {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

/// The length of the string that a text begins with, its quotation marks included.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn value(text: &str) -> Option<(bool, String, i64)> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
        None => (text, 0_i64),
    };
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => (true, mantissa),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some((false, String::new(), 0));
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let power =
        exponent.checked_add(i64::try_from(zeros).ok()? - i64::try_from(fraction.len()).ok()?);
    Some((is_negative, significant.to_owned(), power?))
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    fn indistinct(text: &str) -> Option<[String; 2]> {
        let mut numbers = Numbers::default();
        numbers.read(text);
        numbers.indistinct(&Numbers::default())
    }

    #[test]
    fn the_same_number_may_be_written_differently() {
        for text in [
            "[1, 1.0, 10e-1, 0.1e1, -0, 0.0, 0e9, 100, 1e2, 0.1, 0.10]",
            r#"["12345678901234567890123", "a\"12345678901234567890124", 12345678901234567890123]"#,
            "[9007199254740993, 9007199254740993.0]",
        ] {
            assert_eq!(indistinct(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_differ_may_be_the_same_double() {
        for (text, one, other) in [
            (
                "[12345678901234567890124,12345678901234567890123]",
                "12345678901234567890123",
                "12345678901234567890124",
            ),
            (
                "{\"a\":-9007199254740993,\"b\":-9007199254740992}",
                "-9007199254740992",
                "-9007199254740993",
            ),
            ("[0.1, 0.10000000000000000001]", "0.1", "0.10000000000000000001"),
        ] {
            assert_eq!(indistinct(text), Some([one.to_owned(), other.to_owned()]), "{text}");
        }
    }
}
