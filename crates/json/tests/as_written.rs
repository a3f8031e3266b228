//! A value is read as it is written, whoever reads the document around it.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::marker::PhantomData;

use exact_schema_json::{MAX_DEPTH, as_written};
use serde::de::value::{Error, F64Deserializer, I128Deserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer};
use serde_json::{Value, json};

/// Holds the text of a value.
#[derive(Debug, PartialEq)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        as_written(deserializer).map(|read| Self(read.text().to_owned()))
    }
}

/// No double is any of these numbers, and no value of `serde_json` keeps the order or the repetition.
const TEXTS: [&str; 6] = [
    "36893488147419103233",
    "-9007199254740993",
    "1.50e+2",
    "0.12345678901234567890",
    r#"{"b": [1.0, "\u0041"], "a" : {}}"#,
    "null",
];

#[test]
fn the_reader_and_serde_json_give_the_very_text() {
    for text in TEXTS {
        let listed = format!("[ {text} ]");
        let expected = [Text(text.to_owned())];
        let by_slice: [Text; 1] = serde_json::from_str(&listed).unwrap();
        let by_stream: [Text; 1] = serde_json::from_reader(listed.as_bytes()).unwrap();
        let by_reader: Vec<Text> = exact_schema_json::from_str(&listed).unwrap();
        assert_eq!(by_slice, expected);
        assert_eq!(by_stream, expected);
        assert_eq!(by_reader, expected);
    }
}

#[test]
fn a_value_gives_what_it_has_kept() {
    let value: Value = json!({ "a": null, "b": [u64::MAX, 0.5] });
    let read: Text = serde_json::from_value(value).unwrap();
    assert_eq!(read, Text(r#"{"a":null,"b":[18446744073709551615,0.5]}"#.to_owned()));
}

#[test]
fn any_other_deserializer_gives_its_number() {
    let double: F64Deserializer<Error> = 0.5.into_deserializer();
    assert_eq!(Text::deserialize(double), Ok(Text("0.5".to_owned())));
    let wide: I128Deserializer<Error> = i128::MIN.into_deserializer();
    assert_eq!(Text::deserialize(wide), Ok(Text(i128::MIN.to_string())));
}

#[test]
fn an_object_that_looks_like_the_question_is_an_object() {
    let text = r#"{"$serde_json::private::RawValue": "1"}"#;
    assert_eq!(serde_json::from_str::<Text>(text).unwrap(), Text(text.to_owned()));
    let value = exact_schema_json::read(text.as_bytes()).unwrap();
    let read: Text = serde_json::from_value(value).unwrap();
    assert_eq!(read, Text(text.replace(": ", ":")));
}

#[test]
fn what_is_no_json_is_refused() {
    for text in ["[1, 2", "01", "nul", "{\"a\"}", ""] {
        assert!(serde_json::from_str::<Text>(text).is_err(), "{text}");
        assert!(exact_schema_json::from_str::<Text>(text).is_err(), "{text}");
    }
}

#[test]
fn a_value_is_nested_as_deep_as_any() {
    let nested = |depth: usize| format!("{}\"[\\\"[\"{}", "[".repeat(depth), "]".repeat(depth));
    let is_read = |text: &str| serde_json::from_str::<Text>(text).is_ok();
    assert!(is_read(&nested(MAX_DEPTH)));
    assert!(!is_read(&nested(MAX_DEPTH + 1)));
    assert!(!is_read(&nested(1_000_000)));
}

#[test]
fn a_text_is_read_once_more() {
    let mut document = serde_json::Deserializer::from_str("[1, 2]");
    let read = as_written(&mut document).unwrap();
    let again: Result<_, Error> = read.read(PhantomData::<Vec<u8>>);
    assert_eq!(again, Ok(vec![1, 2]));
    let wrong: Result<_, Error> = read.read(PhantomData::<bool>);
    assert_eq!(wrong.unwrap_err().to_string(), "invalid type: sequence, expected a boolean");
}
