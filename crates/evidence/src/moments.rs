//! How far moments are apart.

use export_bundles::Timestamp;

/// The whole seconds from `start` to `end`, rounded down; nothing where `end` is earlier.
pub fn whole_seconds(start: Timestamp, end: Timestamp) -> Option<u64> {
    let apart = end.as_datetime().signed_duration_since(start.as_datetime());
    if end < start { None } else { u64::try_from(apart.num_seconds()).ok() }
}

/// A number of seconds, as people say it: no more than two units.
pub fn in_words(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")];
    let mut rest = seconds;
    let mut said = Vec::new();
    for (length, unit) in UNITS {
        let count = rest / length;
        rest %= length;
        if count > 0 && said.len() < 2 {
            let plural = if count == 1 { "" } else { "s" };
            said.push(format!("{count} {unit}{plural}"));
        } else if !said.is_empty() {
            break;
        }
    }
    match said.is_empty() {
        true => "less than a second".to_owned(),
        false => said.join(" and "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_said_as_people_do() {
        let cases = [
            (0, "less than a second"),
            (1, "1 second"),
            (62, "1 minute and 2 seconds"),
            (3600, "1 hour"),
            (3661, "1 hour and 1 minute"),
            (86_405, "1 day"),
            (180_000, "2 days and 2 hours"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(in_words(seconds), expected);
        }
    }
}
