//! What is known of the strings that a `format` accepts.
//!
//! A format is a predicate of the validator's, not a language of ours. Two patterns hold it from
//! both sides: every valid string matches the outer one, and every match of the inner one is
//! valid. Where both are the same, the format is known exactly.

use jsonschema::Draft;

const DATE: &str = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
const CLOCK: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?";
const LEAP_CLOCK: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:60(?:[.][0-9]+)?";
const OFFSET: &str = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
const BYTE: &str = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/// Formats of the standard that ask for tables of Unicode, which the validator may be built without.
pub(crate) const STANDARD_UNJUDGED: [&str; 2] = ["idn-email", "idn-hostname"];

/// Whether the validator tells which strings are of the format.
pub(crate) fn is_judged(format: &str) -> bool {
    jsonschema::options().is_known_format(Draft::Draft202012, format)
}

/// A pattern that every valid string matches.
pub(crate) fn outer_pattern(format: &str) -> Option<String> {
    let outer_time = format!("(?:{CLOCK}|{LEAP_CLOCK}){OFFSET}");
    Some(match format {
        "time" => format!("^{outer_time}$"),
        "date-time" => format!("^{DATE}[Tt]{outer_time}$"),
        "ipv6" => "^[0-9A-Fa-f:.]{2,45}$".to_owned(),
        "email" => "^(?=[\\s\\S]*@)[\\s\\S]{3,321}$".to_owned(),
        "uri" | "iri" => "^[A-Za-z][A-Za-z0-9+.-]*:".to_owned(),
        "duration" => "^P[0-9YMWDTHS]+$".to_owned(),
        "hostname" => "^[0-9A-Za-z.-]{1,253}$".to_owned(),
        "relative-json-pointer" => "^[0-9]+(?:#$|/|$)".to_owned(),
        _ => return exact_pattern(format),
    })
}

/// A pattern whose every match is valid.
pub(crate) fn inner_pattern(format: &str) -> Option<String> {
    Some(match format {
        "time" => format!("^{CLOCK}{OFFSET}$"),
        "date-time" => format!("^{DATE}[Tt]{CLOCK}{OFFSET}$"),
        "ipv6" => "^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$".to_owned(),
        "email" => "^[a-z0-9]{1,64}@[a-z]{1,60}(?:[.][a-z]{2,60}){1,3}$".to_owned(),
        "uri" | "iri" | "uri-template" => {
            "^https?://[a-z][a-z0-9]{0,20}(?:[.][a-z][a-z0-9]{0,20}){0,3}(?:/[A-Za-z0-9._-]*)*$"
                .to_owned()
        }
        "uri-reference" | "iri-reference" => "^[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]*)*$".to_owned(),
        "duration" => "^P(?:[0-9]+[YMDW]|T[0-9]+[HMS])$".to_owned(),
        "hostname" => "^[a-z]{1,60}(?:[.][a-z]{1,60}){0,3}$".to_owned(),
        "relative-json-pointer" => "^(?:0|[1-9][0-9]*)$".to_owned(),
        _ => return exact_pattern(format),
    })
}

/// Whether every string of the format `inner` is one of the format `outer`.
pub(crate) fn includes(outer: &str, inner: &str) -> bool {
    outer == inner
        || matches!(
            (outer, inner),
            ("iri" | "uri-reference" | "iri-reference", "uri")
                | ("iri-reference", "iri" | "uri-reference")
        )
}

/// Strings worth trying for `format`: ordinary ones first, then ones at its edges.
pub(crate) fn samples(format: &str) -> &'static [&'static str] {
    match format {
        "date" => &["2024-05-17", "2024-02-29", "0001-01-01"],
        "time" => &["10:30:00Z", "10:30:00+02:00", "10:30:00.5Z"],
        "date-time" => &[
            "2024-05-17T10:30:00Z",
            "2024-05-17T10:30:00+02:00",
            "2024-05-17T10:30:00.123456Z",
            "2024-05-17t10:30:00z",
        ],
        "duration" => &["P3D", "PT15M", "P1Y2M"],
        "email" => &["ada@example.org", "a@b.co"],
        "hostname" => &["example.org", "localhost", "a"],
        "ipv4" => &["192.0.2.1", "0.0.0.0"],
        "ipv6" => &["2001:db8::1", "::1", "::", "2001:0db8:0000:0000:0000:0000:198.151.100.200"],
        "uri" | "uri-reference" | "iri" | "iri-reference" => &[
            "https://example.org/a",
            "http://example.org",
            "urn:example:a",
            "mailto:ada@example.org",
            "/a/b",
            "a",
            "https://example.org/ä",
        ],
        "uri-template" => &["https://example.org/{id}", "/a"],
        "uuid" => &[
            "123e4567-e89b-42d3-a456-426614174000",
            "123E4567-E89B-12D3-A456-426614174000",
            "00000000-0000-0000-0000-000000000000",
        ],
        "json-pointer" => &["/a/0", "", "/a~1b"],
        "relative-json-pointer" => &["0", "1/a", "0#"],
        "regex" => &["^a+$", "a", "[a-z]{2,}"],
        _ => &[],
    }
}

fn exact_pattern(format: &str) -> Option<String> {
    Some(match format {
        "date" => format!("^{DATE}$"),
        "uuid" => "^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$".to_owned(),
        "ipv4" => format!("^{BYTE}(?:[.]{BYTE}){{3}}$"),
        "json-pointer" => "^(?:/(?:[^~/]|~[01])*)*$".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{includes, inner_pattern, outer_pattern, samples};
    use exact_schema_pattern::{Language, Search, Syntax};
    use serde_json::json;

    const FORMATS: [&str; 17] = [
        "date",
        "time",
        "date-time",
        "duration",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "iri",
        "iri-reference",
        "uri-template",
        "uuid",
        "json-pointer",
        "relative-json-pointer",
        "regex",
    ];

    fn validator(schema: &serde_json::Value) -> jsonschema::Validator {
        jsonschema::options().should_validate_formats(true).build(schema).expect("a valid schema")
    }

    #[test]
    fn samples_lie_between_the_patterns() {
        for format in FORMATS {
            let valid = validator(&json!({"format": format}));
            for text in FORMATS.iter().flat_map(|format| samples(format)) {
                let text = json!(text);
                if let Some(outer) = outer_pattern(format) {
                    let matches = validator(&json!({"pattern": outer})).is_valid(&text);
                    assert!(matches || !valid.is_valid(&text), "{format} outer {text}");
                }
                if let Some(inner) = inner_pattern(format) {
                    let matches = validator(&json!({"pattern": inner})).is_valid(&text);
                    assert!(!matches || valid.is_valid(&text), "{format} inner {text}");
                }
                for wider in FORMATS.into_iter().filter(|wider| includes(wider, format)) {
                    let wider_valid = validator(&json!({"format": wider})).is_valid(&text);
                    assert!(wider_valid || !valid.is_valid(&text), "{format} in {wider}: {text}");
                }
            }
        }
    }

    #[test]
    fn the_inner_pattern_is_included_in_the_outer_one() {
        for format in FORMATS {
            let (Some(outer), Some(inner)) = (outer_pattern(format), inner_pattern(format)) else {
                continue;
            };
            let patterns = [(inner, true), (outer, false)]
                .map(|(pattern, holds)| (Syntax::read(&pattern).expect("regular"), holds));
            let language = Language::new(&patterns, 0, None).expect("small");
            assert_eq!(language.search(), Search::Empty, "{format}");
        }
    }
}
