//! Which draft a document is in that does not say so.

use serde_json::Value;

use super::Draft;
use crate::{pointer, subschema};

/// What tells the draft of a document that names none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tell {
    /// The draft.
    pub draft: Draft,
    /// Where the keyword stands that tells it (RFC 6901).
    pub pointer: String,
}

impl Tell {
    /// The draft of a document without `$schema`, by what means something in one draft and is malformed, or means
    /// nothing, in the others: boolean bounds, `items` that are a list, `$recursiveRef`, `prefixItems`. None where
    /// nothing tells, or where what stands in one document belongs to different drafts.
    ///
    /// ```
    /// use exact_schema_schema::{Draft, Tell};
    /// use serde_json::json;
    ///
    /// let tell = Tell::of(&json!({ "properties": { "a": { "minimum": 0, "exclusiveMinimum": true } } }));
    /// let pointer = "/properties/a/exclusiveMinimum".to_owned();
    /// assert_eq!(tell, Some(Tell { draft: Draft::Draft4, pointer }));
    /// assert_eq!(Tell::of(&json!({ "type": "string" })), None);
    /// ```
    #[must_use]
    pub fn of(document: &Value) -> Option<Self> {
        let mut tells = Vec::new();
        gather(document, "", &mut tells);
        // What drafts 4 to 2019-09 have in common is read in the one that something else tells.
        let told = tells.iter().find(|it| it.draft != Draft::Draft7).or(tells.first())?.clone();
        let agrees = |it: &Self| match it.draft {
            Draft::Draft7 => told.draft != Draft::Draft2020,
            draft => draft == told.draft,
        };
        tells.iter().all(agrees).then_some(told)
    }
}

fn gather(schema: &Value, at: &str, tells: &mut Vec<Tell>) {
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        if let Some(draft) = told_by(keyword, value) {
            tells.push(Tell { draft, pointer: pointer::join(at, keyword) });
        }
    }
    for (inner, schema) in subschema::each(schema) {
        gather(schema, &format!("{at}{inner}"), tells);
    }
}

/// The draft that a keyword tells; draft 7 stands for all that have a list of `items`, of which it is the one most
/// schemas are in.
fn told_by(keyword: &str, value: &Value) -> Option<Draft> {
    match (keyword, value) {
        ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_)) => Some(Draft::Draft4),
        ("items", Value::Array(_)) => Some(Draft::Draft7),
        ("$recursiveRef", Value::String(_)) | ("$recursiveAnchor", Value::Bool(_)) => {
            Some(Draft::Draft2019)
        }
        ("prefixItems", Value::Array(_)) | ("$dynamicRef" | "$dynamicAnchor", Value::String(_)) => {
            Some(Draft::Draft2020)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_tells_a_draft_is_found_and_what_contradicts_itself_tells_none() {
        let list = json!({ "items": [{}] });
        let cases = [
            (json!(true), None),
            (json!({ "definitions": { "a": {} }, "dependencies": { "a": ["b"] } }), None),
            (json!({ "enum": [{ "exclusiveMinimum": true }] }), None),
            (json!({ "properties": { "exclusiveMinimum": { "type": "number" } } }), None),
            (list.clone(), Some((Draft::Draft7, "/items"))),
            (
                json!({ "definitions": { "a": { "exclusiveMaximum": true } }, "items": [{}] }),
                Some((Draft::Draft4, "/definitions/a/exclusiveMaximum")),
            ),
            (
                json!({ "properties": { "a/b": list, "c": { "$recursiveRef": "#" } } }),
                Some((Draft::Draft2019, "/properties/c/$recursiveRef")),
            ),
            (json!({ "prefixItems": [{}] }), Some((Draft::Draft2020, "/prefixItems"))),
            (json!({ "prefixItems": [{}], "not": { "items": [{}] } }), None),
            (json!({ "exclusiveMinimum": true, "not": { "$recursiveRef": "#" } }), None),
        ];
        for (schema, expected) in cases {
            let expected = expected.map(|(draft, at)| Tell { draft, pointer: at.to_owned() });
            assert_eq!(Tell::of(&schema), expected, "{schema}");
        }
    }
}
