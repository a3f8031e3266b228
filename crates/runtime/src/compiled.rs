//! Schemas, compiled by the `jsonschema` crate.

use std::fmt;

use jsonschema::{PatternOptions, Registry, Validator};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// Where schema files stand for the validator; references between them are relative to it.
pub(crate) const BASE: &str = "exact-schema:///";

/// What a URI (RFC 3986) does not hold as it is.
const BEYOND_URI: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'$');

/// Why a schema does not compile. The generator compiles every schema that it writes code for, so that
/// this is a defect.
#[derive(Clone, Debug)]
pub(crate) struct Uncompiled(String);

impl Uncompiled {
    pub(crate) fn because(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl fmt::Display for Uncompiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A registry of schema files, each given by name and text.
pub(crate) fn registry(documents: &[(&str, &str)]) -> Result<Registry<'static>, Uncompiled> {
    let mut registry = Registry::new();
    for (name, text) in documents {
        let mut document: Value = serde_json::from_str(text).map_err(Uncompiled::because)?;
        // In which order violations are found does not depend on how `serde_json` is built.
        document.sort_all_objects();
        registry = registry.add(uri(name, ""), document).map_err(Uncompiled::because)?;
    }
    registry.prepare().map_err(Uncompiled::because)
}

/// Compiles `schema`, whose references are absolute or relative to [`BASE`]. Patterns are for an engine
/// that takes linear time, whatever the text; it refuses those that would need another one.
pub(crate) fn validator(
    registry: &Registry<'_>,
    schema: &Value,
    asserts_formats: bool,
) -> Result<Validator, Uncompiled> {
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_registry(registry)
        .with_base_uri(BASE)
        .should_validate_formats(asserts_formats)
        .with_pattern_options(PatternOptions::regex())
        .build(schema)
        .map_err(Uncompiled::because)
}

/// The URI of the schema at `pointer` (RFC 6901) of `file`.
pub(crate) fn uri(file: &str, pointer: &str) -> String {
    let mut uri = format!("{BASE}{}", utf8_percent_encode(file, BEYOND_URI));
    if !pointer.is_empty() {
        uri.push('#');
        uri.extend(utf8_percent_encode(pointer, BEYOND_URI));
    }
    uri
}
