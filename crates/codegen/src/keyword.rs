//! The keywords that are refused wherever they stand.

use exact_schema_schema::keyword::{self, Keyword};

/// Why no type is generated from a schema with a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unsupported {
    pub(crate) why: &'static str,
    /// What to write instead.
    pub(crate) instead: &'static str,
}

const DYNAMIC: Unsupported = Unsupported {
    why: "what it refers to is known only while a document is validated",
    instead: "`$ref`",
};
const ANCHOR: Unsupported = Unsupported {
    why: "references here name their target by file and JSON Pointer",
    instead: "nothing, and `$ref` with a JSON Pointer such as `#/$defs/Name`",
};
const CONTENT: Unsupported = Unsupported {
    why: "it describes what is inside a string and constrains nothing",
    instead: "nothing, or a `description`",
};
const DIALECT: Unsupported =
    Unsupported { why: "a schema file does not define dialects", instead: "nothing" };

const fn outdated(instead: &'static str) -> Unsupported {
    Unsupported { why: "JSON Schema 2020-12 no longer has this keyword", instead }
}

/// Why the keyword of that name is refused, if it is.
pub(crate) fn unsupported(name: &str) -> Option<Unsupported> {
    Some(match name {
        "$anchor" => ANCHOR,
        "$dynamicAnchor" | "$dynamicRef" => DYNAMIC,
        "$recursiveAnchor" | "$recursiveRef" => outdated("`$ref`"),
        "$vocabulary" => DIALECT,
        "contentEncoding" | "contentMediaType" | "contentSchema" => CONTENT,
        "definitions" => outdated("`$defs`"),
        "dependencies" => outdated("`dependentRequired` for names, `dependentSchemas` for schemas"),
        _ => return None,
    })
}

/// The keyword that is spelled most like `name`, of those that are not refused.
pub(crate) fn closest(name: &str) -> Option<&'static str> {
    keyword::closest(name, |it: &Keyword| unsupported(it.name).is_none())
}
