//! Reads a JSON Schema 2020-12 document into assertions.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    Assertion, AssertionId, Assertions,
    data::{self, Reading},
};
use exact_schema_schema::{pointer, reference};

/// Reads the self-contained document `root`; its references are pointers into itself.
pub(crate) fn read(root: &Value, formats_assert: bool, assertions: &mut Assertions) -> AssertionId {
    Reader { root, formats_assert, assertions, progress: HashMap::new() }.schema(root, "")
}

struct Reader<'a> {
    root: &'a Value,
    formats_assert: bool,
    assertions: &'a mut Assertions,
    progress: HashMap<String, Progress>,
}

/// How far the schema at a pointer has been read.
enum Progress {
    /// Being read; the place where a reference back to it was promised, once there is one.
    Open(Option<usize>),
    Done(AssertionId),
}

impl<'a> Reader<'a> {
    fn schema(&mut self, schema: &'a Value, pointer: &str) -> AssertionId {
        match self.progress.get_mut(pointer) {
            Some(Progress::Done(id)) => return *id,
            Some(Progress::Open(promised)) => {
                let assertions = &mut *self.assertions;
                let place = *promised.get_or_insert_with(|| assertions.open());
                return self.assertions.intern(Assertion::Recursion(place));
            }
            None => {}
        }
        self.progress.insert(pointer.to_owned(), Progress::Open(None));
        let id = match schema {
            Value::Bool(true) => self.assertions.everything(),
            Value::Bool(false) => self.assertions.intern(Assertion::Nothing),
            Value::Object(keywords) => self.keywords(keywords, pointer),
            _ => self.opaque(pointer),
        };
        let before = self.progress.insert(pointer.to_owned(), Progress::Done(id));
        if let Some(Progress::Open(Some(place))) = before {
            self.assertions.close(place, id);
        }
        id
    }

    fn keywords(&mut self, keywords: &'a Map<String, Value>, pointer: &str) -> AssertionId {
        let mut parts = Vec::new();
        for (keyword, value) in keywords {
            let pointer = pointer::join(pointer, keyword);
            let count = parts.len();
            let read = self
                .data_keyword(keyword, value, &mut parts)
                .or_else(|| self.object_keyword(keywords, keyword, value, &pointer, &mut parts))
                .or_else(|| self.array_keyword(keywords, keyword, value, &pointer, &mut parts))
                .or_else(|| self.applicator(keywords, keyword, value, &pointer, &mut parts));
            if read.is_none() && ASSERTING.contains(&keyword.as_str()) {
                parts.truncate(count);
                let opaque = self.opaque(&pointer);
                parts.push(opaque);
            }
        }
        let siblings = parts.clone();
        for keyword in ["unevaluatedProperties", "unevaluatedItems"] {
            let Some(value) = keywords.get(keyword) else { continue };
            let schema = self.schema(value, &format!("{pointer}/{keyword}"));
            let siblings = siblings.clone();
            parts.push(self.assertions.intern(if keyword == "unevaluatedProperties" {
                Assertion::UnevaluatedProperties { siblings, schema }
            } else {
                Assertion::UnevaluatedItems { siblings, schema }
            }));
        }
        self.assertions.all(parts)
    }

    fn data_keyword(
        &mut self,
        keyword: &str,
        value: &Value,
        parts: &mut Vec<AssertionId>,
    ) -> Option<()> {
        match data::assertion(keyword, value, self.formats_assert) {
            Reading::Says(assertion) => self.push(parts, assertion),
            Reading::SaysNothing => {}
            Reading::IsNoData => return None,
        }
        Some(())
    }

    fn push(&mut self, parts: &mut Vec<AssertionId>, assertion: Assertion) {
        parts.push(self.assertions.intern(assertion));
    }

    fn object_keyword(
        &mut self,
        siblings: &Map<String, Value>,
        keyword: &str,
        value: &'a Value,
        pointer: &str,
        parts: &mut Vec<AssertionId>,
    ) -> Option<()> {
        match keyword {
            "required" => {
                for name in strings(value)? {
                    self.push(parts, Assertion::Required(name));
                }
            }
            "properties" | "patternProperties" | "dependentSchemas" => {
                for (name, schema) in value.as_object()? {
                    let schema = self.schema(schema, &pointer::join(pointer, name));
                    let name = name.clone();
                    let assertion = match keyword {
                        "properties" => Assertion::Property { name, schema },
                        "patternProperties" => Assertion::PatternProperty { pattern: name, schema },
                        _ => self.dependent(name, schema),
                    };
                    self.push(parts, assertion);
                }
            }
            // `dependencies` left the standard, but validators still honour it.
            "dependentRequired" | "dependencies" => {
                for (name, dependency) in value.as_object()? {
                    let schema = match strings(dependency) {
                        Some(names) => {
                            let required: Vec<AssertionId> = names
                                .into_iter()
                                .map(|name| self.assertions.intern(Assertion::Required(name)))
                                .collect();
                            self.assertions.all(required)
                        }
                        None => self.schema(dependency, &pointer::join(pointer, name)),
                    };
                    let dependent = self.dependent(name.clone(), schema);
                    self.push(parts, dependent);
                }
            }
            "additionalProperties" => {
                let schema = self.schema(value, pointer);
                let names = member_names(siblings.get("properties"));
                let patterns = member_names(siblings.get("patternProperties"));
                self.push(parts, Assertion::OtherProperties { names, patterns, schema });
            }
            "propertyNames" => {
                let schema = self.schema(value, pointer);
                self.push(parts, Assertion::PropertyNames(schema));
            }
            _ => return None,
        }
        Some(())
    }

    fn array_keyword(
        &mut self,
        siblings: &Map<String, Value>,
        keyword: &str,
        value: &'a Value,
        pointer: &str,
        parts: &mut Vec<AssertionId>,
    ) -> Option<()> {
        match keyword {
            "prefixItems" => {
                for (index, schema) in (0..).zip(value.as_array()?) {
                    let schema = self.schema(schema, &format!("{pointer}/{index}"));
                    self.push(parts, Assertion::Element { index, schema });
                }
            }
            "items" => {
                let schema = self.schema(value, pointer);
                let prefix = siblings.get("prefixItems").and_then(Value::as_array);
                let from = prefix.map_or(0, |prefix| prefix.len() as u64);
                self.push(parts, Assertion::Elements { from, schema });
            }
            "contains" => {
                let schema = self.schema(value, pointer);
                let min = siblings.get("minContains").map_or(Some(1), data::count)?;
                let max = match siblings.get("maxContains") {
                    Some(max) => Some(data::count(max)?),
                    None => None,
                };
                self.push(parts, Assertion::Contains { schema, min, max });
            }
            _ => return None,
        }
        Some(())
    }

    fn applicator(
        &mut self,
        siblings: &'a Map<String, Value>,
        keyword: &str,
        value: &'a Value,
        pointer: &str,
        parts: &mut Vec<AssertionId>,
    ) -> Option<()> {
        match keyword {
            "$ref" => {
                let target = reference::target_within(value.as_str()?)?;
                let root = self.root;
                let schema = root.pointer(&target)?;
                parts.push(self.schema(schema, &target));
            }
            "not" => {
                let schema = self.schema(value, pointer);
                self.push(parts, Assertion::Not(schema));
            }
            "allOf" | "anyOf" | "oneOf" => {
                let mut branches = Vec::new();
                for (index, schema) in value.as_array()?.iter().enumerate() {
                    branches.push(self.schema(schema, &format!("{pointer}/{index}")));
                }
                if keyword == "allOf" {
                    parts.append(&mut branches);
                    return Some(());
                }
                branches.sort_unstable();
                if keyword == "anyOf" {
                    branches.dedup();
                }
                match branches.as_slice() {
                    [only] => parts.push(*only),
                    _ if keyword == "anyOf" => self.push(parts, Assertion::Any(branches)),
                    _ => self.push(parts, Assertion::One(branches)),
                }
            }
            "if" => {
                let condition = self.schema(value, pointer);
                let parent = pointer.strip_suffix("/if")?;
                let mut branch = |name: &str| match siblings.get(name) {
                    Some(schema) => self.schema(schema, &format!("{parent}/{name}")),
                    None => self.assertions.everything(),
                };
                let (then, otherwise) = (branch("then"), branch("else"));
                self.push(parts, Assertion::If { condition, then, otherwise });
            }
            _ => return None,
        }
        Some(())
    }

    fn dependent(&mut self, name: String, schema: AssertionId) -> Assertion {
        let present = self.assertions.intern(Assertion::Required(name));
        Assertion::Dependent { present, schema }
    }

    fn opaque(&mut self, pointer: &str) -> AssertionId {
        self.assertions.intern(Assertion::Opaque(pointer.to_owned()))
    }
}

/// The keywords that assert something: one that cannot be read must not be passed over.
const ASSERTING: [&str; 35] = [
    "$dynamicRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "type",
    "uniqueItems",
];

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

fn member_names(value: Option<&Value>) -> Vec<String> {
    let members = value.and_then(Value::as_object);
    let mut names: Vec<String> =
        members.map_or_else(Vec::new, |members| members.keys().cloned().collect());
    names.sort();
    names
}
