//! A text of a format gives the value that it says, and is made of one.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;

#[allow(dead_code, missing_docs, unused_imports, reason = "what is generated is for any use")]
mod visit {
    include!("../../codegen/tests/goldens/formats.rs");
}

use visit::{Moment, Visit, VisitDay, VisitFromChoice};

fn visit(of: &Value) -> Result<Visit, serde_json::Error> {
    let mut document = json!({
        "id": "01890a5d-ac96-774b-bcce-b302099a8057",
        "at": "2026-03-14T11:26:53.25+02:00",
        "until": null,
        "day": "2026-03-14",
        "from": "192.0.2.7",
        "page": "https://example.com/a",
    });
    document.as_object_mut().unwrap().extend(of.as_object().unwrap().clone());
    serde_json::from_value(document)
}

#[test]
fn a_text_gives_the_value_that_it_says() {
    let visit = visit(&json!({})).unwrap();
    let moment: DateTime<FixedOffset> = visit.at.value().unwrap();
    assert_eq!(moment.timestamp_millis(), 1_773_480_413_250);
    assert_eq!(moment.offset().local_minus_utc(), 7_200);
    assert_eq!(visit.day.value().unwrap(), NaiveDate::from_ymd_opt(2026, 3, 14).unwrap());
    let id = 0x0189_0a5d_ac96_774b_bcce_b302_099a_8057;
    assert_eq!(visit.id.value().unwrap(), Uuid::from_u128(id));
    assert_eq!(visit.until, None);
    // What was read stays as it was spelled.
    assert_eq!(&**visit.at, "2026-03-14T11:26:53.25+02:00");
}

#[test]
fn a_leap_second_and_small_letters_are_moments() {
    for (text, expected) in [
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60+00:00"),
        ("2026-03-14t09:26:53z", "2026-03-14T09:26:53+00:00"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00+00:00"),
        ("2026-03-14T09:26:53.123456789-23:59", "2026-03-14T09:26:53.123456789-23:59"),
    ] {
        let visit = visit(&json!({"at": text, "until": text})).unwrap();
        assert_eq!(visit.at.value().unwrap().to_rfc3339(), expected);
        assert_eq!(visit.until.unwrap().value().unwrap(), visit.at.value().unwrap());
    }
}

#[test]
fn an_address_is_of_its_own_kind() {
    let address = |text: &str| -> IpAddr {
        match &*visit(&json!({"from": text})).unwrap().from {
            VisitFromChoice::Ipv4(from) => from.value().unwrap().into(),
            VisitFromChoice::Ipv6(from) => from.value().unwrap().into(),
        }
    };
    assert_eq!(address("192.0.2.7"), Ipv4Addr::new(192, 0, 2, 7));
    assert_eq!(address("2001:db8::7"), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7));
}

#[test]
fn what_is_no_such_text_is_refused() {
    for wrong in [
        json!({"at": "2026-03-14 09:26:53Z"}),
        json!({"at": "2026-02-30T09:26:53Z"}),
        json!({"until": "2026-03-14"}),
        json!({"until": 7}),
        json!({"day": "2026-03-14T09:26:53Z"}),
        json!({"id": "01890a5d"}),
        json!({"from": "192.0.2.256"}),
        json!({"page": "no uri"}),
    ] {
        assert!(visit(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_text_is_made_of_a_value() {
    let moment = DateTime::parse_from_rfc3339("2026-03-14T09:26:53.5Z").unwrap();
    assert_eq!(&**Moment::try_from(moment).unwrap(), "2026-03-14T09:26:53.500+00:00");
    let day = NaiveDate::from_ymd_opt(2026, 3, 14).unwrap();
    assert_eq!(&**VisitDay::try_from(day).unwrap(), "2026-03-14");
    // What the format does not say: a year of five digits.
    assert!(VisitDay::try_from(NaiveDate::from_ymd_opt(12_026, 3, 14).unwrap()).is_err());
}
