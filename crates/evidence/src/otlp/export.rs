//! OTLP in JSON: <https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>, and as the JSON mapping of
//! Protocol Buffers has it, where ids are base64.

use std::borrow::Cow;
use std::marker::PhantomData;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

use super::error::OtlpError;

/// One document. Others than of spans, such as of logs, have none.
#[derive(Default)]
struct Export<'t> {
    resource_spans: Vec<ResourceSpans<'t>>,
}

/// Of an object alone: what is derived takes a list of its members, too.
impl<'de: 't, 't> Deserialize<'de> for Export<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object<'t>(PhantomData<&'t ()>);

        impl<'de: 't, 't> Visitor<'de> for Object<'t> {
            type Value = Export<'t>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Export<'t>, A::Error> {
                let mut export = Export::default();
                while let Some(name) = members.next_key::<Cow<'de, str>>()? {
                    match &*name {
                        "resourceSpans" | "resource_spans" => {
                            export.resource_spans = members.next_value()?;
                        }
                        _ => drop(members.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(export)
            }
        }

        deserializer.deserialize_map(Object(PhantomData))
    }
}

#[derive(Deserialize)]
struct ResourceSpans<'t> {
    #[serde(borrow, default)]
    resource: Resource<'t>,
    #[serde(
        borrow,
        default,
        rename = "scopeSpans",
        alias = "scope_spans",
        alias = "instrumentationLibrarySpans"
    )]
    scope_spans: Vec<ScopeSpans<'t>>,
}

/// What the spans are of: a service, a process.
#[derive(Default, Deserialize)]
struct Resource<'t> {
    #[serde(borrow, default)]
    attributes: Vec<KeyValue<'t>>,
}

#[derive(Deserialize)]
struct ScopeSpans<'t> {
    #[serde(borrow, default)]
    spans: Vec<&'t RawValue>,
}

/// A span, as far as steps are made of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Span<'t> {
    #[serde(alias = "trace_id")]
    pub trace_id: Id,
    #[serde(alias = "span_id")]
    pub span_id: Id,
    #[serde(default, alias = "parent_span_id")]
    pub parent_span_id: Id,
    #[serde(borrow, default, alias = "trace_state")]
    pub trace_state: Cow<'t, str>,
    #[serde(default, alias = "start_time_unix_nano")]
    pub start_time_unix_nano: Int64,
    #[serde(default, alias = "end_time_unix_nano")]
    pub end_time_unix_nano: Int64,
    #[serde(borrow, default)]
    pub attributes: Vec<KeyValue<'t>>,
    #[serde(default, alias = "dropped_attributes_count")]
    pub dropped_attributes_count: u32,
    #[serde(borrow, default)]
    pub events: Vec<Event<'t>>,
    #[serde(default, alias = "dropped_events_count")]
    pub dropped_events_count: u32,
    #[serde(default)]
    pub status: Status,
    /// The text of all of it.
    #[serde(skip)]
    pub text: &'t str,
    /// Which of all spans it is, counted from 1.
    #[serde(skip)]
    pub number: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event<'t> {
    #[serde(borrow, default)]
    pub name: Cow<'t, str>,
    #[serde(default, alias = "dropped_attributes_count")]
    pub dropped_attributes_count: u32,
}

#[derive(Default, Deserialize)]
pub struct Status {
    #[serde(default)]
    pub code: StatusCode,
}

/// How a span ended: a number, or its name in Protocol Buffers.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum StatusCode {
    #[default]
    Fine,
    Error,
}

impl<'de> Deserialize<'de> for StatusCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelled<'t> {
            Number(u32),
            Name(#[serde(borrow)] Cow<'t, str>),
        }
        Ok(match Spelled::deserialize(deserializer)? {
            Spelled::Number(2) => Self::Error,
            Spelled::Name(name) if name == "STATUS_CODE_ERROR" => Self::Error,
            Spelled::Number(_) | Spelled::Name(_) => Self::Fine,
        })
    }
}

#[derive(Deserialize)]
pub struct KeyValue<'t> {
    #[serde(borrow)]
    pub key: Cow<'t, str>,
    #[serde(borrow, default)]
    pub value: AnyValue<'t>,
}

/// A value, as far as steps are made of it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnyValue<'t> {
    #[serde(borrow, default, alias = "string_value")]
    pub string_value: Option<Cow<'t, str>>,
    #[serde(default, alias = "int_value")]
    pub int_value: Option<Int64>,
    #[serde(default, alias = "double_value")]
    pub double_value: Option<f64>,
}

/// The id of a trace or a span, as lower-case hexadecimal digits; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub String);

impl Id {
    /// Of hexadecimal digits, or of base64.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digits = match text.len() {
            0 => String::new(),
            16 | 32 if is_hex => text.to_ascii_lowercase(),
            12 | 24 => {
                let bytes = STANDARD.decode(text).ok()?;
                bytes.iter().map(|byte| format!("{byte:02x}")).collect()
            }
            _ => return None,
        };
        // An id of zeros is none.
        Some(if digits.bytes().all(|it| it == b'0') { Self::default() } else { Self(digits) })
    }

    pub fn is_some(&self) -> bool {
        !self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let expected = "an id of 8 or 16 bytes, in hexadecimal digits or base64";
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("expected {expected}")))
    }
}

/// A 64-bit integer, as a number or as its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Int64(pub i128);

impl<'de> Deserialize<'de> for Int64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spelled;

        impl Visitor<'_> for Spelled {
            type Value = Int64;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a 64-bit integer, or its text")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Int64, E> {
                Ok(Int64(number.into()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Int64, E> {
                Ok(Int64(number.into()))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Int64, E> {
                let number = text.parse::<i128>().ok();
                let number =
                    number.filter(|it| i64::try_from(*it).is_ok() || u64::try_from(*it).is_ok());
                let otherwise = || E::invalid_value(Unexpected::Other("another text"), &self);
                number.map(Int64).ok_or_else(otherwise)
            }
        }

        deserializer.deserialize_any(Spelled)
    }
}

/// Every span of a text: one document, or many behind each other.
pub fn spans(text: &str) -> Result<Vec<Span<'_>>, OtlpError> {
    let mut spans = Vec::new();
    each(text, |span, _| {
        spans.push(span?);
        Ok(())
    })?;
    Ok(spans)
}

/// Every span of a text, with the attributes of what it is of, or why it is none.
pub fn each<'t>(
    text: &'t str,
    mut see: impl FnMut(Result<Span<'t>, OtlpError>, &[KeyValue<'t>]) -> Result<(), OtlpError>,
) -> Result<(), OtlpError> {
    let mut number = 0;
    for export in serde_json::Deserializer::from_str(text).into_iter::<Export<'_>>() {
        let export = export.map_err(|error| OtlpError::NotOtlp(error.to_string()))?;
        for ResourceSpans { resource, scope_spans } in export.resource_spans {
            for raw in scope_spans.into_iter().flat_map(|it| it.spans) {
                number += 1;
                let span = serde_json::from_str::<Span<'_>>(raw.get())
                    .map(|span| Span { text: raw.get(), number, ..span })
                    .map_err(|error| OtlpError::BadSpan { number, message: error.to_string() });
                see(span, &resource.attributes)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_an_object() {
        assert!(spans("{} {\"resourceLogs\": [1]}").is_ok_and(|it| it.is_empty()));
        for text in ["[]", "[[]]", "1", "null", "\"x\""] {
            assert!(matches!(spans(text), Err(OtlpError::NotOtlp(_))), "{text}");
        }
    }

    #[test]
    fn an_id_is_the_same_in_hexadecimal_digits_and_in_base64() {
        let cases = [
            ("5B8EFFF798038103D269B633813FC60C", Some("5b8efff798038103d269b633813fc60c")),
            ("W47/95gDgQPSabYzgT/GDA==", Some("5b8efff798038103d269b633813fc60c")),
            ("EEE19B7EC3C1B174", Some("eee19b7ec3c1b174")),
            ("7uGbfsPBsXQ=", Some("eee19b7ec3c1b174")),
            ("", Some("")),
            ("0000000000000000", Some("")),
            ("AAAAAAAAAAA=", Some("")),
            ("5B8EFFF7", None),
            ("zzzzzzzzzzzzzzzz", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Id::parse(text).map(|it| it.0).as_deref(), expected, "{text}");
        }
    }
}
