//! What single keywords say, read with the siblings that they depend on.

use serde_json::{Map, Value};

use super::{super::data, Reader};
use crate::document::OUTSIDE;
use crate::schema::{Assertion, AssertionId};
use crate::solve::Obstacle;
use exact_schema_schema::{pointer, reference};

impl<'a> Reader<'a> {
    pub(super) fn object_keyword(
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
                    let at = pointer::join(pointer, name);
                    let schema = match keyword {
                        "dependentSchemas" => self.schema(schema, &at),
                        _ => self.part(schema, &at),
                    };
                    let name = name.clone();
                    let assertion = match keyword {
                        "properties" => Assertion::Property { name, schema },
                        "patternProperties" => Assertion::PatternProperty { pattern: name, schema },
                        _ => self.dependent(name, schema),
                    };
                    self.push(parts, assertion);
                }
            }
            "dependentRequired" => {
                for (name, names) in value.as_object()? {
                    let required: Vec<AssertionId> = strings(names)?
                        .into_iter()
                        .map(|name| self.assertions.intern(Assertion::Required(name)))
                        .collect();
                    let schema = self.assertions.all(required);
                    let dependent = self.dependent(name.clone(), schema);
                    self.push(parts, dependent);
                }
            }
            "additionalProperties" => {
                let schema = self.part(value, pointer);
                let names = member_names(siblings.get("properties"));
                let patterns = member_names(siblings.get("patternProperties"));
                self.push(parts, Assertion::OtherProperties { names, patterns, schema });
            }
            "propertyNames" => {
                let schema = self.part(value, pointer);
                self.push(parts, Assertion::PropertyNames(schema));
            }
            _ => return None,
        }
        Some(())
    }

    pub(super) fn array_keyword(
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
                    let schema = self.part(schema, &format!("{pointer}/{index}"));
                    self.push(parts, Assertion::Element { index, schema });
                }
            }
            "items" => {
                let schema = self.part(value, pointer);
                let prefix = siblings.get("prefixItems").and_then(Value::as_array);
                let from = prefix.map_or(0, |prefix| prefix.len() as u64);
                self.push(parts, Assertion::Elements { from, schema });
            }
            "contains" => {
                let schema = self.part(value, pointer);
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

    pub(super) fn applicator(
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
            OUTSIDE => {
                let obstacle = Obstacle::Outside(value.as_str()?.to_owned());
                self.push(parts, Assertion::Opaque(obstacle));
            }
            "not" => {
                let schema = self.negated(value, pointer);
                self.push(parts, Assertion::Not(schema));
            }
            "allOf" | "anyOf" | "oneOf" => {
                let mut branches = Vec::new();
                for (index, schema) in value.as_array()?.iter().enumerate() {
                    let at = format!("{pointer}/{index}");
                    branches.push(match keyword {
                        "oneOf" => self.negated(schema, &at),
                        _ => self.schema(schema, &at),
                    });
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
                let condition = self.negated(value, pointer);
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
}

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
