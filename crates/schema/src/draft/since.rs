//! Since which draft a keyword or a format means something.

use super::Draft::{self, Draft6, Draft7, Draft2019, Draft2020};

/// The keywords that came after draft 4. In a schema of an older draft their names mean nothing.
const KEYWORDS: [(&str, Draft); 25] = [
    ("$anchor", Draft2019),
    ("$dynamicAnchor", Draft2020),
    ("$dynamicRef", Draft2020),
    ("$id", Draft6),
    ("$recursiveAnchor", Draft2019),
    ("$recursiveRef", Draft2019),
    ("$vocabulary", Draft2019),
    ("const", Draft6),
    ("contains", Draft6),
    ("contentSchema", Draft2019),
    ("dependentRequired", Draft2019),
    ("dependentSchemas", Draft2019),
    ("deprecated", Draft2019),
    ("else", Draft7),
    ("examples", Draft6),
    ("if", Draft7),
    ("maxContains", Draft2019),
    ("minContains", Draft2019),
    ("prefixItems", Draft2020),
    ("propertyNames", Draft6),
    ("readOnly", Draft7),
    ("then", Draft7),
    ("unevaluatedItems", Draft2019),
    ("unevaluatedProperties", Draft2019),
    ("writeOnly", Draft7),
];

/// The formats that came after draft 4.
const FORMATS: [(&str, Draft); 9] = [
    ("duration", Draft2019),
    ("idn-hostname", Draft7),
    ("iri", Draft7),
    ("iri-reference", Draft7),
    ("json-pointer", Draft6),
    ("relative-json-pointer", Draft7),
    ("uri-reference", Draft6),
    ("uri-template", Draft6),
    ("uuid", Draft2019),
];

/// Whether a name is that of a keyword only in drafts after this one.
pub fn is_later(keyword: &str, draft: Draft) -> bool {
    is_after(&KEYWORDS, keyword, draft)
}

/// Whether a name is that of a format only in drafts after this one.
pub fn is_later_format(format: &str, draft: Draft) -> bool {
    is_after(&FORMATS, format, draft)
}

fn is_after(table: &[(&str, Draft)], name: &str, draft: Draft) -> bool {
    table.iter().any(|(it, since)| *it == name && *since > draft)
}
