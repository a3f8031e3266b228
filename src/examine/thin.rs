//! Looks away from what is not at fault.
//!
//! The `jsonschema` crate collects every violation before it gives away the first. A document of
//! some megabytes can break its schema millions of times, which would take seconds and gigabytes. So
//! an array is looked through item by item first, and only those at fault stay, as many as can
//! be listed. What is listed is the same, and stands in the same order: each item that stays is good
//! for one violation at least. To ask whether an item is valid is also far quicker than to ask for
//! all that is wrong with it, so that one fault among a hundred items is found in half the time.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use export_bundles_ijson::pointer;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::declared;
use crate::compiled;
use crate::rejection::LIMIT;
use crate::types::SOURCES;

/// Up to so many items, an array is not worth looking through twice.
const FEW: usize = 4;

/// Where the items that stayed were before.
pub(super) struct Thinned {
    /// The former indexes, by the pointer of the array.
    kept: BTreeMap<String, Vec<usize>>,
}

/// Leaves out of the arrays of `document`, which is to be what `file` describes, the items that
/// nothing will be said of.
pub(super) fn thin(document: &mut Value, file: &str) -> Thinned {
    let mut thinned = Thinned { kept: BTreeMap::new() };
    thinned.visit(document, &format!("{file}#"), "");
    thinned
}

impl Thinned {
    fn visit(&mut self, value: &mut Value, location: &str, pointer: &str) {
        match value {
            Value::Object(members) => {
                for (name, location) in declared::member_schemas(location) {
                    if let Some(member) = members.get_mut(name) {
                        self.visit(member, &location, &pointer::join(pointer, name));
                    }
                }
            }
            Value::Array(items) => {
                let Some(location) = declared::items(location) else { return };
                if items.len() > FEW {
                    self.leave_out(items, &location, pointer);
                }
                for (index, item) in items.iter_mut().enumerate() {
                    self.visit(item, &location, &pointer::join(pointer, &index.to_string()));
                }
            }
            _ => {}
        }
    }

    fn leave_out(&mut self, items: &mut Vec<Value>, location: &str, pointer: &str) {
        let Some(validator) = item_validator(location) else { return };
        let faulty = items.iter().enumerate().filter(|(_, item)| !validator.is_valid(item));
        // One more than is listed tells that there are more.
        let faulty: Vec<usize> = faulty.map(|(index, _)| index).take(LIMIT + 1).collect();
        *items = faulty.iter().map(|index| std::mem::take(&mut items[*index])).collect();
        self.kept.insert(pointer.to_owned(), faulty);
    }

    /// The pointer into the document as it was.
    pub(super) fn restored(&self, pointer: &str) -> String {
        if self.kept.is_empty() {
            return pointer.to_owned();
        }
        let (mut thinned, mut restored) = (String::new(), String::new());
        for token in pointer.split('/').skip(1) {
            let former =
                self.kept.get(&thinned).and_then(|kept| kept.get(token.parse::<usize>().ok()?));
            restored.push('/');
            match former {
                Some(index) => restored.push_str(&index.to_string()),
                None => restored.push_str(token),
            }
            thinned.push('/');
            thinned.push_str(token);
        }
        restored
    }
}

/// The validator of the items whose schema stands at `location`.
fn item_validator(location: &str) -> Option<&'static Validator> {
    static VALIDATORS: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| {
        let Ok(registry) = compiled::registry(SOURCES) else { return BTreeMap::new() };
        let mut locations = Vec::new();
        for (file, text) in SOURCES {
            if let Ok(schema) = serde_json::from_str::<Value>(text) {
                find_items(&schema, &format!("{file}#"), &mut locations);
            }
        }
        let compile = |location: String| {
            let (file, pointer) = location.split_once('#')?;
            let reference = json!({ "$ref": compiled::uri(file, pointer) });
            let validator = compiled::validator(&registry, &reference, true).ok()?;
            Some((location, validator))
        };
        locations.into_iter().filter_map(compile).collect()
    });
    VALIDATORS.get(location)
}

/// Every place of `schema` where the items of an array are described.
fn find_items(schema: &Value, location: &str, found: &mut Vec<String>) {
    let Some(keywords) = schema.as_object() else { return };
    for (keyword, value) in keywords {
        let location = pointer::join(location, keyword);
        match keyword.as_str() {
            "properties" | "$defs" => {
                for (name, schema) in value.as_object().into_iter().flatten() {
                    find_items(schema, &pointer::join(&location, name), found);
                }
            }
            "allOf" | "anyOf" | "oneOf" => {
                for (index, schema) in value.as_array().into_iter().flatten().enumerate() {
                    find_items(schema, &pointer::join(&location, &index.to_string()), found);
                }
            }
            "items" => {
                find_items(value, &location, found);
                found.push(location);
            }
            _ => {}
        }
    }
}
