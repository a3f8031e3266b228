//! What constrains nothing, and is left out.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use exact_schema_schema::{Location, keyword};
use serde_json::Value;

use crate::audit;
use crate::options::Formats;
use crate::refusal::Refusal;
use crate::schemas::Schemas;

/// What was left out, as it constrains nothing: all of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is left out.
    pub keyword: String,
    /// Why it constrains nothing.
    pub why: String,
    /// The first place of it, in the original files.
    pub first: Location,
    /// How many there are.
    pub count: usize,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keyword, why, first, count } = self;
        write!(f, "note: `{keyword}` is left out: {why}\n  --> {first}")?;
        if *count > 1 { write!(f, ", and {} more", count - 1) } else { Ok(()) }
    }
}

/// Leaves out what constrains nothing, and tells what it was.
pub(super) fn leave_out(schemas: &mut Schemas, formats: Formats) -> Vec<Refusal> {
    let places: Vec<Location> = schemas.positions().cloned().collect();
    let mut left_out = Vec::new();
    for at in places {
        let found = notes(&at, schemas.at(&at), formats);
        for refusal in &found {
            schemas.leave_out(refusal);
        }
        left_out.extend(found);
    }
    schemas.find_positions();
    left_out
}

/// What constrains nothing in a schema.
fn notes(at: &Location, schema: &Value, formats: Formats) -> Vec<Refusal> {
    let mut found = Vec::new();
    for (name, value) in schema.as_object().into_iter().flatten() {
        let is_note = match &name[..] {
            "contentEncoding" | "contentMediaType" | "contentSchema" | "dependencies" => true,
            "$vocabulary" | "$recursiveAnchor" | "$recursiveRef" | "$anchor" | "$id" => true,
            "$dynamicAnchor" => true,
            "format" => formats == Formats::Assert && !audit::is_asserted(value),
            _ => keyword::find(name).is_none(),
        };
        if is_note {
            let why = match &name[..] {
                "format" => format!("{value} is no format that is known here"),
                "contentEncoding" | "contentMediaType" | "contentSchema" => {
                    "it describes what is inside a string".to_owned()
                }
                "$id" | "$anchor" | "$dynamicAnchor" => {
                    "nothing refers to it by that name".to_owned()
                }
                _ => "JSON Schema has no such keyword".to_owned(),
            };
            found.push(Refusal::new(at, name, why, ""));
        }
    }
    found.extend(audit::inert(at, schema));
    found
}

/// Whether what is wrong is a note: a default or an example that its own schema does not accept.
pub(super) fn is_unfit(refusal: &Refusal) -> bool {
    matches!(refusal.keyword(), Some("default" | "examples"))
}

/// One note of each kind, the most frequent first.
pub(super) fn counted(schemas: &Schemas, left_out: Vec<Refusal>) -> Vec<Note> {
    let mut notes: BTreeMap<(String, String), Note> = BTreeMap::new();
    for refusal in left_out {
        let keyword = refusal.keyword().unwrap_or_default().to_owned();
        if matches!(&keyword[..], "$id" | "$anchor" | "$dynamicAnchor") {
            continue;
        }
        let first = schemas.origins().of(refusal.location());
        let kind = (keyword.clone(), refusal.why().to_owned());
        let note = Note { keyword, why: refusal.why().to_owned(), first, count: 0 };
        notes.entry(kind).or_insert(note).count += 1;
    }
    let mut notes: Vec<Note> = notes.into_values().collect();
    notes.sort_by_key(|it| Reverse(it.count));
    notes
}
