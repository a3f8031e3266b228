//! Numbers that are held as they are written come back as the same numbers.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use exact_schema_runtime::exact::{Number, WholeNumber, WholeRule, WrittenObject, WrittenValue};
use serde_json::{Value, json};

fn written<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
    let number: T = serde_json::from_str(text).unwrap();
    serde_json::to_string(&number).unwrap()
}

#[test]
fn whole_numbers_are_written_as_the_number_that_was_read() {
    let cases = [
        ("0", "0"),
        ("-0", "0"),
        ("-0.0e5", "0"),
        ("3.0", "3"),
        ("1.50e1", "15"),
        ("12000e-3", "12"),
        ("9007199254740993", "9007199254740993"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("18446744073709551615", "18446744073709551615"),
        ("18446744073709551617", "18446744073709551617"),
        ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
        ("170141183460469231731687303715884105729", "170141183460469231731687303715884105729"),
        ("1e20", "1e+20"),
        ("1e300", "1e+300"),
        ("123e400", "123e400"),
        ("0e99999999999999999", "0"),
    ];
    for (text, expected) in cases {
        assert_eq!(written::<WholeNumber>(text), expected, "{text}");
        let spaced = format!(" {text} ");
        assert_eq!(written::<WholeNumber>(&spaced), expected, "{text} by serde_json");
    }
}

#[test]
fn what_is_no_whole_number_is_refused() {
    let texts =
        ["0.5", "1e-1", "123e-2", "\"1\"", "null", "true", "[1]", "{}", "1e9999999999999999999"];
    for text in texts {
        assert!(serde_json::from_str::<WholeNumber>(text).is_err(), "{text}");
        assert!(exact_schema_json::from_str::<WholeNumber>(text).is_err(), "{text}");
    }
    for text in ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", " 1", "1 ", "0x1", "1_0", "-00"] {
        assert!(text.parse::<WholeNumber>().is_err(), "{text}");
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
}

#[test]
fn whole_numbers_are_given_where_the_integer_is_wide_enough() {
    let of = |text: &str| text.parse::<WholeNumber>().unwrap();
    assert_eq!(of("-1").as_i64(), Some(-1));
    assert_eq!(of("-1").as_u64(), None);
    assert_eq!(of("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(of("18446744073709551616").as_u64(), None);
    assert_eq!(of("18446744073709551616").as_i128(), Some(1 << 64));
    assert_eq!(of("1e39").as_i128(), None);
    assert_eq!(of("1e39").to_f64(), 1e39);
    assert_eq!(of("1e999").to_f64(), f64::INFINITY);
    assert_eq!(WholeNumber::from(u64::MAX), of("1.8446744073709551615e19"));
}

#[test]
fn whole_numbers_are_ordered_as_numbers() {
    let ordered = ["-1e40", "-1e39", "-12e38", "-99", "-9", "0", "9", "10", "99", "1e39", "11e38"];
    let mut numbers: Vec<WholeNumber> = ordered.iter().map(|it| it.parse().unwrap()).collect();
    numbers.sort();
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        ["-1e40", "-12e38", "-1e39", "-99", "-9", "0", "9", "10", "99", "1e39", "11e38"]
    );
}

#[test]
fn rules_hold_for_numbers_of_any_size() {
    let rule = WholeRule::new("Count", "a whole number").minimum(-5).maximum(1 << 100);
    let takes = |text: &str| rule.check_written(text.parse().unwrap()).is_ok();
    assert!(takes("-5") && takes("1267650600228229401496703205376"));
    assert!(!takes("-6") && !takes("1267650600228229401496703205377") && !takes("-1e50"));
    let rule = WholeRule::new("Seven", "a multiple").multiple_of(7);
    let takes = |text: &str| rule.check_written(text.parse().unwrap()).is_ok();
    assert!(
        takes("0") && takes("-14") && takes("7e90") && takes("70000000000000000000000000000007")
    );
    assert!(!takes("1") && !takes("1e90") && !takes("70000000000000000000000000000008"));
}

#[test]
fn numbers_are_written_as_the_number_that_was_read() {
    let cases = [
        ("0.5", "0.5"),
        ("-0.0", "0.0"),
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.10000000000000001"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("5e-324", "5e-324"),
        ("1e-400", "1e-400"),
        ("9007199254740993", "9007199254740993"),
        ("18446744073709551617", "18446744073709551617"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("3.141592653589793238462643", "3.141592653589793238462643"),
    ];
    for (text, expected) in cases {
        assert_eq!(written::<Number>(text), expected, "{text}");
        let read: Number = exact_schema_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), expected, "{text} by our reader");
        assert_eq!(read, text.parse().unwrap());
    }
    assert!(serde_json::from_str::<Number>("1e400").is_err());
    assert!(serde_json::from_str::<Number>("\"1\"").is_err());
}

#[test]
fn numbers_are_equal_when_they_are_the_same_number() {
    let of = |text: &str| text.parse::<Number>().unwrap();
    assert_eq!(of("1.0"), of("1"));
    assert_eq!(of("0.12345678901234567890"), of("0.1234567890123456789"));
    assert_ne!(of("9007199254740993"), of("9007199254740992"));
    assert!(of("9007199254740992") < of("9007199254740993"));
    assert!(
        of("-1e-400") < of("0") && of("0") < of("1e-400"),
        "what is nearest to zero is not zero"
    );
}

#[test]
fn a_value_is_never_rounded_in_silence_on_the_way_out() {
    let wide: WholeNumber = "18446744073709551617".parse().unwrap();
    assert!(serde_json::to_value(&wide).is_err());
    let long: Number = "0.12345678901234567890123".parse().unwrap();
    assert!(serde_json::to_value(&long).is_err());
    let double: WholeNumber = serde_json::from_value(json!(1e20)).unwrap();
    assert_eq!(serde_json::to_value(&double).unwrap(), json!(1e20));
    let small: Value = serde_json::to_value(WholeNumber::from(7)).unwrap();
    assert_eq!(small, json!(7));
}

#[test]
fn free_forms_are_written_as_they_were_read_where_a_value_would_round() {
    let cases = [
        (r#"{"b": 1, "a": [36893488147419103233]}"#, r#"{"b": 1, "a": [36893488147419103233]}"#),
        (r#"{"b": 1, "a": 18446744073709551615}"#, r#"{"a":18446744073709551615,"b":1}"#),
        (
            r#"["36893488147419103233", "\"0.12345678901234567890123"]"#,
            r#"["36893488147419103233","\"0.12345678901234567890123"]"#,
        ),
        ("0.12345678901234567890123", "0.12345678901234567890123"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("null", "null"),
    ];
    for (text, expected) in cases {
        assert_eq!(written::<WrittenValue>(text), expected, "{text}");
        let again: WrittenValue = serde_json::from_str(expected).unwrap();
        let read: WrittenValue = exact_schema_json::from_str(text).unwrap();
        assert_eq!(read, again);
    }
    let twice = r#"{"a": {"b": 1, "b": 36893488147419103233}}"#;
    assert!(serde_json::from_str::<WrittenValue>(twice).is_err());
    assert!(serde_json::from_str::<WrittenObject>("1").is_err());
}
