//! How numbers, moments, durations and money are written: once, here.

use export_bundles::Timestamp;

/// A day and a moment of it, to the second: `11 May 2026, 06:13:22 UTC`.
pub fn moment(at: Timestamp) -> String {
    at.as_datetime().format("%-d %B %Y, %H:%M:%S UTC").to_string()
}

/// A day: `11 May 2026`.
pub fn day(at: Timestamp) -> String {
    at.as_datetime().format("%-d %B %Y").to_string()
}

/// A moment with all that is known of it, for tables whose head says UTC: `2026-05-11 06:13:22.410938`.
pub fn exact_moment(at: Timestamp) -> String {
    at.as_datetime().format("%Y-%m-%d %H:%M:%S%.f").to_string()
}

/// The time of a day, for axes: `06:13:22`.
pub fn time_of_day(at: Timestamp) -> String {
    at.as_datetime().format("%H:%M:%S").to_string()
}

/// The milliseconds from one moment to another; nothing where the second is earlier.
pub fn milliseconds_between(start: Timestamp, end: Timestamp) -> Option<f64> {
    let apart = end.as_datetime().signed_duration_since(start.as_datetime());
    // A double holds the microseconds of 285 years; beyond that nobody counts them.
    #[expect(clippy::cast_precision_loss, reason = "a duration is shown with three digits")]
    let milliseconds =
        apart.num_microseconds().map_or(apart.num_milliseconds() as f64, |it| it as f64 / 1000.0);
    (milliseconds >= 0.0).then_some(milliseconds)
}

/// A count, in groups of three digits: `1,234,567`.
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A count and what is counted: `1 step`, `2 steps`.
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", count(number), if number == 1 { "" } else { "s" })
}

/// A duration as people say it, rounded: `233 ms`, `4.58 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`.
pub fn duration(milliseconds: f64) -> String {
    let seconds = milliseconds / 1000.0;
    if milliseconds < 999.5 {
        return format!("{} ms", decimal(milliseconds, 0, significant(milliseconds)));
    }
    if seconds < 59.95 {
        return format!("{} s", decimal(seconds, 0, significant(seconds)));
    }
    if seconds > 1e15 {
        return format!("{} d", decimal(seconds / 86_400.0, 0, 0));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
    let whole = seconds.round() as u64;
    let (units, names) = if whole < 3600 {
        ([whole / 60, whole % 60], ["min", "s"])
    } else if whole < 86_400 {
        ([whole / 3600, whole % 3600 / 60], ["h", "min"])
    } else {
        ([whole / 86_400, whole % 86_400 / 3600], ["d", "h"])
    };
    match units {
        [first, 0] => format!("{} {}", count(first), names[0]),
        [first, second] => format!("{} {} {second} {}", count(first), names[0], names[1]),
    }
}

/// How many digits after the point make three digits that tell something.
fn significant(number: f64) -> usize {
    match number {
        _ if number >= 100.0 => 0,
        _ if number >= 10.0 => 1,
        _ => 2,
    }
}

/// US cents as dollars, exact as far as a ten-thousandth of a cent: `US$ 0.03625`, `US$ 2,500.00`.
pub fn money(cents: f64) -> String {
    format!("US$\u{a0}{}", decimal(cents / 100.0, 2, 6))
}

/// US cents as dollars and whole cents, as people say it: `US$ 2,500.00`, `less than US$ 0.01`.
pub fn money_rounded(cents: f64) -> String {
    match cents > 0.0 && cents < 0.5 {
        true => "less than US$\u{a0}0.01".to_owned(),
        false => format!("US$\u{a0}{}", decimal(cents / 100.0, 2, 2)),
    }
}

/// A number of milliseconds in a table: `4,120.5`.
pub fn milliseconds(number: f64) -> String {
    decimal(number, 0, 3)
}

/// US cents in a table, as dollars: `0.03625`.
pub fn dollars(cents: f64) -> String {
    decimal(cents / 100.0, 2, 6)
}

/// A number that is not negative, with at least and at most so many digits after the point.
fn decimal(number: f64, least: usize, most: usize) -> String {
    let text = format!("{number:.most$}");
    let (whole, digits) = text.split_once('.').unwrap_or((&text, ""));
    let kept = digits.trim_end_matches('0').len().max(least);
    match &digits[..kept.min(digits.len())] {
        "" => grouped(whole),
        digits => format!("{}.{digits}", grouped(whole)),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A word of the contract as people read it: `pii_detected` is “pii detected”.
pub fn words(slug: &str) -> String {
    slug.replace('_', " ")
}

/// A SHA-256 in short, as it stands on every page.
pub fn short_digest(digest: &str) -> &str {
    digest.get(..16).unwrap_or(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_the_units_that_people_use() {
        let cases = [
            (0.0, "0 ms"),
            (0.25, "0.25 ms"),
            (45.5, "45.5 ms"),
            (999.4, "999 ms"),
            (999.9, "1 s"),
            (4579.25, "4.58 s"),
            (59_949.0, "59.9 s"),
            (60_000.0, "1 min"),
            (192_000.0, "3 min 12 s"),
            (7_500_000.0, "2 h 5 min"),
            (273_600_000.0, "3 d 4 h"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(duration(milliseconds), expected);
        }
        assert!(duration(f64::MAX).ends_with(" d"));
    }

    #[test]
    fn money_is_exact_where_it_is_small() {
        assert_eq!(money(3.625), "US$\u{a0}0.03625");
        assert_eq!(money(250_000.0), "US$\u{a0}2,500.00");
        assert_eq!(money(0.0), "US$\u{a0}0.00");
        assert_eq!(money_rounded(0.2), "less than US$\u{a0}0.01");
        assert_eq!(money_rounded(4.0), "US$\u{a0}0.04");
        assert_eq!(dollars(123_456_789.0), "1,234,567.89");
    }

    #[test]
    fn counts_are_in_groups_of_three() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(9_007_199_254_740_991), "9,007,199,254,740,991");
        assert_eq!(counted(1, "step"), "1 step");
        assert_eq!(counted(1000, "step"), "1,000 steps");
    }
}
