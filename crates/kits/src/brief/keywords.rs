//! The table of keywords, as the makers are told: they know of no other place for subschemas.

use std::collections::BTreeMap;

use exact_schema_schema::keyword::{Constrains, Holds, KEYWORDS, Keyword};
use serde::Serialize;

/// The keywords by name.
pub(super) type KeywordsBrief = BTreeMap<&'static str, KeywordBrief>;

#[derive(Debug, Serialize)]
pub(super) struct KeywordBrief {
    /// Whether it asks nothing of a client: it describes, or it names and places schemas.
    annotates: bool,
    /// How its subschemas sit in its value, if it has any.
    subschemas: Option<Place>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Place {
    /// The value is a schema.
    Single,
    /// It is an array of schemas.
    Listed,
    /// It is an object of schemas; a member that is an array is none.
    Named,
}

/// No value fails these, and yet they ask for something: to decode a string, or to keep a member out of
/// one direction. A client that is silent about them would promise less than the schema.
const ASKING: [&str; 5] =
    ["contentEncoding", "contentMediaType", "contentSchema", "readOnly", "writeOnly"];

/// The whole table.
pub(super) fn table() -> KeywordsBrief {
    let brief = |keyword: &Keyword| KeywordBrief {
        annotates: keyword.constrains == Constrains::Nothing && !ASKING.contains(&keyword.name),
        subschemas: place(keyword.holds),
    };
    KEYWORDS.iter().map(|keyword| (keyword.name, brief(keyword))).collect()
}

fn place(holds: Holds) -> Option<Place> {
    match holds {
        Holds::Schema => Some(Place::Single),
        Holds::Schemas => Some(Place::Listed),
        Holds::SchemasByName | Holds::Dependencies => Some(Place::Named),
        _ => None,
    }
}
