//! Reads a JSON Schema 2020-12 document into assertions.

mod keyword;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{
    Assertion, AssertionId, Assertions,
    data::{self, Reading},
    here::Here,
};
use crate::solve::Obstacle;
use exact_schema_schema::pointer;

/// Reads the self-contained document `root`; its references are pointers into itself.
pub(crate) fn read(root: &Value, formats_assert: bool, assertions: &mut Assertions) -> AssertionId {
    let mut reader = Reader {
        root,
        formats_assert,
        assertions,
        progress: HashMap::new(),
        here: Here::default(),
        promised: Vec::new(),
        reread: 0,
    };
    let read = reader.schema(root, "");
    reader.keep_promises();
    read
}

struct Reader<'a> {
    root: &'a Value,
    formats_assert: bool,
    assertions: &'a mut Assertions,
    progress: HashMap<String, Progress>,
    here: Here,
    /// Recursions whose schema was read while it leaned on another one that was being read.
    promised: Vec<(usize, String)>,
    /// The schemas that have to be read again where something else refers to them.
    reread: usize,
}

/// Schemas that all refer to each other for the same instance would be read without end.
const MAX_REREAD: usize = 20_000;

/// How far the schema at a pointer has been read.
enum Progress {
    /// Being read; the place where a reference back to it was promised, once there is one.
    Open(Option<usize>),
    Done(AssertionId),
}

impl<'a> Reader<'a> {
    /// A schema of the instance that the schema around it is about.
    fn schema(&mut self, schema: &'a Value, pointer: &str) -> AssertionId {
        match self.progress.get_mut(pointer) {
            Some(Progress::Done(id)) => return *id,
            Some(Progress::Open(_)) if self.here.holds(pointer) => return self.again(pointer),
            Some(Progress::Open(promised)) => {
                let assertions = &mut *self.assertions;
                let place = *promised.get_or_insert_with(|| assertions.open());
                return self.assertions.intern(Assertion::Recursion(place));
            }
            None => {}
        }
        if self.reread > MAX_REREAD {
            return self.opaque(pointer);
        }
        self.progress.insert(pointer.to_owned(), Progress::Open(None));
        self.here.enter(pointer);
        let id = match schema {
            Value::Bool(true) => self.assertions.everything(),
            Value::Bool(false) => self.assertions.intern(Assertion::Nothing),
            Value::Object(keywords) => self.keywords(keywords, pointer),
            _ => self.opaque(pointer),
        };
        let stands_alone = self.here.leave();
        let before = self.progress.remove(pointer);
        if stands_alone {
            self.progress.insert(pointer.to_owned(), Progress::Done(id));
        } else {
            self.reread += 1;
        }
        match before {
            Some(Progress::Open(Some(place))) if stands_alone => self.assertions.close(place, id),
            Some(Progress::Open(Some(place))) => self.promised.push((place, pointer.to_owned())),
            _ => {}
        }
        id
    }

    /// A schema that is read while it is being read for the same instance: it counts as met, which
    /// decides nothing. Where it is negated, that makes no sense.
    fn again(&mut self, pointer: &str) -> AssertionId {
        if self.here.is_negated() {
            return self.opaque(pointer);
        }
        self.here.lean_on(pointer);
        self.assertions.everything()
    }

    /// A schema of a part of the instance, or of the name of one.
    fn part(&mut self, schema: &'a Value, pointer: &str) -> AssertionId {
        let outer = std::mem::take(&mut self.here);
        let id = self.schema(schema, pointer);
        self.here = outer;
        id
    }

    /// A schema of the same instance, which need not hold for the one around it to hold.
    fn negated(&mut self, schema: &'a Value, pointer: &str) -> AssertionId {
        let before = self.here.negate();
        let id = self.schema(schema, pointer);
        self.here.negated_from(before);
        id
    }

    /// Reads what recursions stand for where that has to be read anew.
    fn keep_promises(&mut self) {
        while let Some((place, pointer)) = self.promised.pop() {
            let root = self.root;
            let id = match root.pointer(&pointer) {
                Some(schema) => self.schema(schema, &pointer),
                None => self.opaque(&pointer),
            };
            self.assertions.close(place, id);
        }
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
            let schema = self.part(value, &format!("{pointer}/{keyword}"));
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

    fn opaque(&mut self, pointer: &str) -> AssertionId {
        self.assertions.intern(Assertion::Opaque(Obstacle::Opaque(pointer.to_owned())))
    }
}

/// The keywords that assert something: one that cannot be read must not be passed over.
const ASSERTING: [&str; 34] = [
    "$dynamicRef",
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
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
