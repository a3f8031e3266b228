//! Whether two texts are the same JSON value: members in any order, and numbers by their decimals, which no double rounds.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a schema fills in where a member is absent.
#[derive(Default)]
pub struct Defaults(BTreeMap<String, Vec<Value>>);

impl Defaults {
    /// Those of the members in some documents.
    pub fn of<'d>(documents: impl IntoIterator<Item = &'d Value>) -> Self {
        let mut found = Self::default();
        documents.into_iter().for_each(|document| found.collect(document, document));
        found
    }

    fn collect(&mut self, root: &Value, value: &Value) {
        if let Some(members) = value.get("properties").and_then(Value::as_object) {
            for (name, schema) in members {
                if let Some(default) = default(root, schema, 8) {
                    self.0.entry(name.clone()).or_default().push(exact(&default.to_string()));
                }
            }
        }
        match value {
            Value::Object(members) => members.values().for_each(|it| self.collect(root, it)),
            Value::Array(items) => items.iter().for_each(|it| self.collect(root, it)),
            _ => {}
        }
    }

    /// Whether a member that was not read is one that is filled in. What is filled in may be filled in itself.
    fn explain(&self, name: &str, value: &Value) -> bool {
        let defaults = self.0.get(name).into_iter().flatten();
        defaults.into_iter().any(|it| difference_at(it, value, self, "").is_none())
    }
}

/// The default of a schema, or of what it refers to.
fn default<'r>(root: &'r Value, schema: &'r Value, steps: usize) -> Option<&'r Value> {
    if let Some(default) = schema.get("default") {
        return Some(default);
    }
    let reference = schema.get("$ref").and_then(Value::as_str)?;
    let target = root.pointer(reference.strip_prefix('#')?)?;
    default(root, target, steps.checked_sub(1)?)
}

/// The place where what was written is not what was read, and how, unless it is the same value. Members that the schema
/// fills in may have come.
pub fn difference(read: &str, written: &str, defaults: &Defaults) -> Option<String> {
    difference_at(&exact(read), &exact(written), defaults, "")
}

fn difference_at(read: &Value, written: &Value, defaults: &Defaults, at: &str) -> Option<String> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let lost = read.iter().find(|(name, _)| !written.contains_key(*name));
            let came = written.iter().find(|(name, value)| {
                !read.contains_key(*name) && !defaults.explain(&name[1..], value)
            });
            let differs = || {
                read.iter().find_map(|(name, value)| {
                    let at = format!("{at}/{}", &name[1..]);
                    difference_at(value, &written[name], defaults, &at)
                })
            };
            let lost = lost.map(|(name, _)| format!("{at}/{} is lost", &name[1..]));
            let came = came.map(|(name, value)| format!("{at}/{} came, {value}", &name[1..]));
            lost.or(came).or_else(differs)
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let pairs = read.iter().zip(written).enumerate();
            pairs.into_iter().find_map(|(index, (read, written))| {
                difference_at(read, written, defaults, &format!("{at}/{index}"))
            })
        }
        _ if read == written => None,
        _ => Some(format!("{at:?} was {read} and is {written}")),
    }
}

/// A JSON text as a value in which strings and names begin with `s`, and numbers are strings that begin with `n`.
fn exact(text: &str) -> Value {
    let mut told = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => {
                let length = string(rest);
                told.push_str("\"s");
                told.push_str(&rest[1..length]);
                length
            }
            '-' | '0'..='9' => {
                let ends = |it: char| !matches!(it, '+' | '-' | '.' | 'e' | 'E' | '0'..='9');
                let length = rest.find(ends).unwrap_or(rest.len());
                told.push_str(&format!("\"n{}\"", decimal(&rest[..length])));
                length
            }
            other => {
                told.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    let mut reader = serde_json::Deserializer::from_str(&told);
    reader.disable_recursion_limit();
    serde::Deserialize::deserialize(&mut reader).unwrap()
}

/// How long the string is that a text begins with, with its quotes.
fn string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, it)| {
        let ends = *it == '"' && !escaped;
        escaped = *it == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// A number in the one way in which its value is written: digits that neither begin nor end with zero, and the power of
/// ten that they are multiplied by.
fn decimal(text: &str) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |text| ("-", text));
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let significant = all.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    let zeros = all.len() - all.trim_end_matches('0').len();
    let power: i128 = exponent.parse().unwrap();
    format!("{sign}{significant}e{}", power - part.len() as i128 + zeros as i128)
}

#[test]
fn the_same_value_is_written_in_many_ways() {
    let same = [
        (r#"{"a":1,"b":[2.50,-0]}"#, r#"{ "b": [25e-1, 0.0], "a": 10E-1 }"#),
        (r#""\u0041\"""#, r#""A\"""#),
        ("1000", "1e+3"),
        ("9007199254740993", "9007199254740993.0"),
    ];
    let other = [
        ("9007199254740993", "9007199254740992"),
        ("18446744073709551615", "1.8446744073709552e+19"),
        ("1", "\"1\""),
        ("0.1", "0.10000000000000001"),
        (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
        ("[1,2]", "[2,1]"),
    ];
    let defaults = Defaults::default();
    for (read, written) in same {
        assert_eq!(difference(read, written, &defaults), None);
    }
    for (read, written) in other {
        assert!(difference(read, written, &defaults).is_some(), "{read} and {written}");
    }
}

#[test]
fn a_default_is_filled_in_where_the_schema_says_so() {
    let schema = serde_json::json!({ "properties": {
        "a": { "default": { "b": {} } },
        "b": { "$ref": "#/$defs/B" },
    }, "$defs": { "B": { "default": 7.0 } } });
    let defaults = Defaults::of([&schema]);
    assert_eq!(difference("{}", r#"{"a":{"b":{}},"b":7}"#, &defaults), None);
    assert!(difference("{}", r#"{"b":8}"#, &defaults).is_some());
    assert!(difference("{}", r#"{"c":7}"#, &defaults).is_some());
}
