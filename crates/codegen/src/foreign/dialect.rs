//! What a document is written in: a draft, or what a meta-schema of the catalogue makes of one.

use std::collections::BTreeSet;

use exact_schema_schema::{Draft, Location, subschema};
use serde_json::Value;

use super::Reading;
use super::catalogue::Catalogue;
use crate::refusal::Refusal;

/// The vocabularies that have an effect, by the end of their URIs, and their keywords. Those of 2019-09 are called as those
/// of 2020-12, but for that of formats.
const VOCABULARIES: [(&str, &[&str]); 8] = [
    ("core", &[]),
    (
        "applicator",
        &[
            "additionalItems",
            "additionalProperties",
            "allOf",
            "anyOf",
            "contains",
            "dependentSchemas",
            "else",
            "if",
            "items",
            "not",
            "oneOf",
            "patternProperties",
            "prefixItems",
            "properties",
            "propertyNames",
            "then",
        ],
    ),
    ("unevaluated", &["unevaluatedItems", "unevaluatedProperties"]),
    (
        "validation",
        &[
            "const",
            "dependentRequired",
            "enum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "pattern",
            "required",
            "type",
            "uniqueItems",
        ],
    ),
    ("meta-data", &["default"]),
    ("format-annotation", &[]),
    ("format-assertion", &[]),
    ("content", &[]),
];

/// A draft, as far as its vocabularies are in use.
pub(super) struct Dialect {
    pub(super) draft: Draft,
    /// Keywords of the draft that mean nothing, as none of the vocabularies in use has them.
    unknown: BTreeSet<&'static str>,
}

impl Dialect {
    /// That of a document.
    pub(super) fn of(
        path: &str,
        document: &Value,
        reading: &Reading,
        catalogue: &Catalogue,
    ) -> Result<Self, Refusal> {
        let all_of = |draft| Self { draft, unknown: BTreeSet::new() };
        let Some(declared) = document.get("$schema").and_then(Value::as_str) else {
            return Ok(all_of(reading.draft.unwrap_or(Draft::Draft2020)));
        };
        if let Some(draft) = Draft::named_by(declared) {
            return Ok(all_of(draft));
        }
        if let Some(own) = catalogue.find(declared) {
            return Self::declared(path, declared, &own);
        }
        reading.draft.map(all_of).ok_or_else(|| {
            let why = format!("{declared:?} is no draft from 4 to 2020-12");
            let instead = "the draft that it is written in, also with `--draft`; `--catalogue` names a folder that has the \
                           meta-schema";
            Refusal::new(&Location::root(path), "$schema", why, instead)
        })
    }

    /// That of documents which a meta-schema describes.
    fn declared(path: &str, name: &str, own: &Value) -> Result<Self, Refusal> {
        let refuse = |why: String, instead: &str| {
            Refusal::new(&Location::root(path), "$schema", why, instead)
        };
        let written_in = own.get("$schema").and_then(Value::as_str);
        let draft = written_in.and_then(Draft::named_by).ok_or_else(|| {
            let why = format!("the meta-schema {name:?} is written in no draft from 4 to 2020-12");
            refuse(why, "one that is")
        })?;
        let Some(vocabularies) = own.get("$vocabulary").and_then(Value::as_object) else {
            return Ok(Self { draft, unknown: BTreeSet::new() });
        };
        let mut in_use = BTreeSet::new();
        for (uri, required) in vocabularies {
            match vocabulary(uri, draft) {
                Some(it) => drop(in_use.insert(it)),
                None if *required == true => {
                    let why =
                        format!("it requires the vocabulary {uri:?}, which is not known here");
                    return Err(refuse(why, "a meta-schema that does without"));
                }
                None => {}
            }
        }
        // In 2019-09 that of what is unevaluated is a part of that of what applies schemas.
        if draft == Draft::Draft2019 && in_use.contains("applicator") {
            in_use.insert("unevaluated");
        }
        let unused = VOCABULARIES.iter().filter(|(name, _)| !in_use.contains(name));
        let unknown = unused.flat_map(|(_, keywords)| keywords.iter().copied()).collect();
        Ok(Self { draft, unknown })
    }

    /// Leaves out what means nothing in it.
    pub(super) fn leave_out(&self, document: &mut Value) {
        if !self.unknown.is_empty() {
            subschema::change(document, &mut |keywords| {
                keywords.retain(|name, _| !self.unknown.contains(&**name));
            });
        }
    }
}

/// The vocabulary of a draft that a URI names.
fn vocabulary(uri: &str, draft: Draft) -> Option<&'static str> {
    let home = match draft {
        Draft::Draft2019 => "https://json-schema.org/draft/2019-09/vocab/",
        Draft::Draft2020 => "https://json-schema.org/draft/2020-12/vocab/",
        Draft::Draft4 | Draft::Draft6 | Draft::Draft7 => return None,
    };
    let name = match uri.strip_prefix(home)? {
        "format" if draft == Draft::Draft2019 => "format-annotation",
        name => name,
    };
    VOCABULARIES.iter().map(|(it, _)| *it).find(|it| *it == name)
}
