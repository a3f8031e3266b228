//! Moments in UTC.

use std::borrow::Cow;
use std::fmt;
use std::str::{FromStr, Utf8Error};

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

use exact_schema_runtime::Fresh;
use exact_schema_runtime::exact::{InvalidValue, parsed};

const EXPECTED: &str = "a UTC time such as 2026-03-14T09:26:53Z";

/// The shape of a timestamp up to its fraction; that the date is in the calendar, the format
/// `date-time` adds.
const WHOLE_SECONDS: &str = "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-\
                             (0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):\
                             [0-5][0-9]:[0-5][0-9]";

/// A fraction as it is read.
const READ: &str = "(\\.[0-9]{1,6})?Z$";

/// A fraction as it is written: six digits, not all of them zero.
const WRITTEN: &str = "(\\.([1-9][0-9]{5}|0[1-9][0-9]{4}|00[1-9][0-9]{3}|000[1-9][0-9]{2}|\
                       0000[1-9][0-9]|00000[1-9]))?Z$";

/// A moment in UTC, in the years 0001 to 9999, to the microsecond (RFC 3339).
///
/// It is read with no fraction or one of 1 to 6 digits, and written with none where it is zero and
/// six digits otherwise.
///
/// ```
/// use chrono::{DateTime, Utc};
/// use export_bundles::Timestamp;
///
/// let moment: Timestamp = "2026-03-14T09:26:53.5Z".parse()?;
/// assert_eq!(moment.to_string(), "2026-03-14T09:26:53.500000Z");
///
/// let moment: DateTime<Utc> = moment.into();
/// assert_eq!(moment.timestamp_subsec_micros(), 500_000);
/// # Ok::<(), export_bundles::exact::InvalidValue>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

/// The present moment, to the microsecond.
///
/// ```
/// use export_bundles::utc_now;
///
/// assert!(utc_now() <= utc_now());
/// ```
#[must_use]
pub fn utc_now() -> Timestamp {
    // A clock that is set beyond the year 9999 is taken for the last moment of it.
    Timestamp::try_from(Utc::now()).unwrap_or(LAST)
}

const LAST: Timestamp = match DateTime::from_timestamp_micros(253_402_300_799_999_999) {
    Some(last) => Timestamp(last),
    None => Timestamp(DateTime::<Utc>::UNIX_EPOCH),
};

impl Timestamp {
    /// The moment, for arithmetic and other formats.
    #[must_use]
    pub fn as_datetime(&self) -> DateTime<Utc> {
        self.0
    }
}

impl Fresh for Timestamp {
    fn fresh() -> Self {
        utc_now()
    }
}

impl TryFrom<DateTime<Utc>> for Timestamp {
    type Error = InvalidValue;

    /// Cuts off what is finer than a microsecond, which no client of the contract holds.
    ///
    /// # Errors
    ///
    /// Refuses years before 0001 and after 9999, and leap seconds.
    fn try_from(moment: DateTime<Utc>) -> Result<Self, InvalidValue> {
        let nanosecond = moment.nanosecond();
        match moment.with_nanosecond(nanosecond - nanosecond % 1_000) {
            Some(moment) if (1..=9999).contains(&moment.year()) && nanosecond < 1_000_000_000 => {
                Ok(Self(moment))
            }
            _ => Err(InvalidValue::expected("Timestamp", EXPECTED)),
        }
    }
}

impl From<Timestamp> for DateTime<Utc> {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

impl FromStr for Timestamp {
    type Err = InvalidValue;

    #[inline]
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        parse(text.as_bytes()).ok_or_else(|| InvalidValue::expected("Timestamp", EXPECTED))
    }
}

#[inline]
fn parse(text: &[u8]) -> Option<Timestamp> {
    let (whole, rest) = text.split_first_chunk()?;
    let fraction = rest.strip_suffix(b"Z")?;
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2] =
        whole
    else {
        return None;
    };
    // All at once: no digit waits for the one before it.
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, i1, i2, s1, s2];
    let digits = digits.map(|digit| digit.wrapping_sub(b'0'));
    if digits.iter().fold(false, |other, &digit| other | (digit > 9)) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, i1, i2, s1, s2] = digits.map(u32::from);
    let [month, day, hour, minute, second] =
        [[m1, m2], [d1, d2], [h1, h2], [i1, i2], [s1, s2]].map(two);
    let year = two([y1, y2]) * 100 + two([y3, y4]);
    let year = i32::try_from(year).ok().filter(|&year| year > 0)?;
    let date = NaiveDate::from_ymd_opt(year, month, day)?;
    // Takes no second above 59, so no leap second.
    let moment = date.and_hms_micro_opt(hour, minute, second, micros(fraction)?)?;
    Some(Timestamp(moment.and_utc()))
}

/// A number of two digits.
fn two([tens, ones]: [u32; 2]) -> u32 {
    tens * 10 + ones
}

/// The microseconds of a fraction such as `.5`, or of none.
#[inline]
fn micros(fraction: &[u8]) -> Option<u32> {
    match fraction {
        [] => Some(0),
        [b'.', digits @ ..] if (1..=6).contains(&digits.len()) => {
            let missing = u32::try_from(6 - digits.len()).ok()?;
            Some(number(digits)? * 10_u32.pow(missing))
        }
        _ => None,
    }
}

/// A number of a few digits.
#[inline]
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        let value = digit.wrapping_sub(b'0');
        (value < 10).then(|| number * 10 + u32::from(value))
    })
}

impl TryFrom<&str> for Timestamp {
    type Error = InvalidValue;

    fn try_from(text: &str) -> Result<Self, InvalidValue> {
        text.parse()
    }
}

impl TryFrom<String> for Timestamp {
    type Error = InvalidValue;

    fn try_from(text: String) -> Result<Self, InvalidValue> {
        text.parse()
    }
}

/// So many bytes a moment has at most.
const LENGTH: usize = "0000-00-00T00:00:00.000000Z".len();

impl Timestamp {
    /// The moment as it is written. In one piece: part by part, it was a tenth of the time that it takes to verify an
    /// archive.
    fn written<'t>(&self, text: &'t mut [u8; LENGTH]) -> Result<&'t str, Utf8Error> {
        let moment = self.0;
        let micros = moment.timestamp_subsec_micros();
        *text = *b"0000-00-00T00:00:00.000000Z";
        put(&mut text[0..4], moment.year().unsigned_abs());
        put(&mut text[5..7], moment.month());
        put(&mut text[8..10], moment.day());
        put(&mut text[11..13], moment.hour());
        put(&mut text[14..16], moment.minute());
        put(&mut text[17..19], moment.second());
        if micros == 0 {
            text[19] = b'Z';
            return std::str::from_utf8(&text[..20]);
        }
        put(&mut text[20..26], micros);
        std::str::from_utf8(text)
    }
}

/// Writes a number, with zeros before it.
fn put(digits: &mut [u8], mut number: u32) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.written(&mut [0; LENGTH]).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written(&mut [0; LENGTH]).map_err(S::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, EXPECTED)
    }
}

impl JsonSchema for Timestamp {
    fn schema_name() -> Cow<'static, str> {
        "Timestamp".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let fraction = if generator.contract().is_serialize() { WRITTEN } else { READ };
        json_schema!({
            "description": "A moment in UTC, to the microsecond. RFC 3339 with an upper-case `T` \
                            and `Z`, no other offset, no leap second, a real calendar date in the \
                            years 0001 to 9999, and no fraction or one of 1 to 6 digits. Written \
                            without a fraction when it is zero, else with six digits.",
            "type": "string",
            "format": "date-time",
            "pattern": format!("{WHOLE_SECONDS}{fraction}"),
            "x-expected": EXPECTED,
            "examples": ["2026-03-14T09:26:53Z", "2026-03-14T09:26:53.589793Z"],
        })
    }
}
