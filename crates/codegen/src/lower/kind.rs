//! What a schema means, by its keywords.

use exact_schema_schema::Location;
use exact_schema_schema::keyword::{Constrains, find, is_annotation};
use serde_json::Value;

use super::{Lowering, Structure};
use crate::refusal::Refusal;
use crate::shape::{Kind, Usage};

/// How far types lead to each other. A compiler that meets more of them on one way gives up
/// (`recursion_limit`).
pub(super) const DEPTH: usize = 100;

/// How deep types without names are nested in each other, for the same reason.
const NESTING: usize = 32;

impl Lowering<'_> {
    /// What a schema means. `name` is what its type is called, or begins the names of its parts.
    pub(super) fn kind(&mut self, at: &Location, name: &str) -> Structure<Kind> {
        if self.keywords(at).contains_key("$ref") {
            return self.kind_of(at, name);
        }
        if self.depth == DEPTH {
            let why = format!("types lead to each other more than {DEPTH} deep");
            self.refusals.push(Refusal::new(at, "", why, "a shorter way, or a free-form object"));
            return Ok(Kind::Alias(Usage::Anything));
        }
        self.depth += 1;
        let kind = self.kind_of(at, name);
        self.depth -= 1;
        match kind {
            Ok(Kind::Alias(usage)) if usage.depth() > NESTING => {
                let why = format!("arrays and maps are nested in each other {NESTING} deep");
                let instead = "an object with a member for what is inside";
                Err(Refusal::new(at, "", why, instead))
            }
            kind => kind,
        }
    }

    fn kind_of(&mut self, at: &Location, name: &str) -> Structure<Kind> {
        let keywords = self.keywords(at);
        if self.schemas.at(at) == &Value::Bool(false) {
            let instead = "a schema that accepts some value";
            return Err(Refusal::new(at, "", "no value is accepted", instead));
        }
        if keywords.keys().all(|name| is_annotation(name)) {
            return Ok(Kind::Alias(Usage::Anything));
        }
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            self.only(at, &["$ref"], "a reference with constraints beside it is an intersection")?;
            let target = self.schemas.resolve(at, reference)?;
            return Ok(Kind::Alias(self.referenced(&target)));
        }
        if keywords.contains_key("enum") || keywords.contains_key("const") {
            return self.enumeration(at);
        }
        if keywords.contains_key("oneOf") || keywords.contains_key("anyOf") {
            return self.alternatives(at, name);
        }
        match keywords.get("type") {
            Some(Value::String(one)) => self.of_type(at, name, one),
            Some(Value::Array(types)) => match types.as_slice() {
                [Value::String(one)] => self.of_type(at, name, one),
                [Value::String(one), Value::String(null)]
                | [Value::String(null), Value::String(one)]
                    if null == "null" =>
                {
                    self.nullable_type(at, name, one)
                }
                _ => Err(Refusal::new(
                    at,
                    "type",
                    "several types at once have no Rust structure",
                    "one type, or one type and \"null\"",
                )),
            },
            _ => Err(Refusal::new(
                at,
                "",
                "without `type` the constraints leave values of every other type alone",
                "\"type\" beside the constraints",
            )),
        }
    }

    fn nullable_type(&mut self, at: &Location, name: &str, one: &str) -> Structure<Kind> {
        let inner = match self.of_type(at, name, one)? {
            Kind::Alias(usage) => usage,
            kind => {
                let name = self.names.claim(&format!("{name}Value"));
                self.define(at, &name, kind)
            }
        };
        Ok(Kind::Alias(Usage::Nullable(Box::new(inner))))
    }

    /// What a schema means of which `type` is `one`.
    pub(super) fn of_type(&mut self, at: &Location, name: &str, one: &str) -> Structure<Kind> {
        match one {
            "null" => self.only(at, &["type"], "").map(|()| Kind::Alias(Usage::Null)),
            "boolean" => self.only(at, &["type"], "").map(|()| Kind::Alias(Usage::Boolean)),
            "string" => self.text(at),
            "integer" => self.integer(at),
            "number" => self.number(at),
            "array" => self.list(at, name),
            _ => self.object(at, name),
        }
    }

    /// Checks that a schema constrains by no other keywords than `known`.
    pub(super) fn only(&self, at: &Location, known: &[&str], why: &str) -> Structure<()> {
        for name in self.keywords(at).keys() {
            if !is_annotation(name)
                && !known.contains(&name.as_str())
                && !self.is_idle(at, name, known)
            {
                let why = if why.is_empty() { "no Rust structure enforces it here" } else { why };
                return Err(Refusal::new(at, name, why, instead_of(name)));
            }
        }
        Ok(())
    }
}

impl Lowering<'_> {
    /// Whether a keyword leaves the values alone that are looked at: those of one of several types, which
    /// others of `known` are for.
    fn is_idle(&self, at: &Location, name: &str, known: &[&str]) -> bool {
        use Constrains::{Arrays, Numbers, Objects, Strings};

        let constrains = |name: &str| find(name).map(|it| it.constrains);
        let is_of_one_type = |it| matches!(it, Some(Arrays | Numbers | Objects | Strings));
        let looked_at = known.iter().map(|name| constrains(name)).find(|it| is_of_one_type(*it));
        let is_one_type = matches!(self.keywords(at).get("type"), Some(Value::String(_)));
        self.may_choose()
            && !is_one_type
            && looked_at.is_some()
            && is_of_one_type(constrains(name))
            && looked_at != Some(constrains(name))
    }
}

/// What an author may write in the place of a keyword that has no structure.
fn instead_of(keyword: &str) -> &'static str {
    match keyword {
        "allOf" | "additionalProperties" | "unevaluatedProperties" => {
            "`allOf` with references to open objects, and `unevaluatedProperties`: false"
        }
        "not" | "if" | "then" | "else" | "dependentSchemas" | "anyOf" | "oneOf" => {
            "a `oneOf` of objects that a constant member tells apart"
        }
        "patternProperties" | "propertyNames" | "minProperties" | "maxProperties" => {
            "the members one by one in `properties`, or an array of objects"
        }
        "prefixItems" | "contains" | "minContains" | "maxContains" | "unevaluatedItems" => {
            "an object with a named member for each item that has a meaning of its own"
        }
        "dependentRequired" => "an object of its own for the members that come together",
        "$ref" => "the reference alone, or `allOf`",
        _ => "a schema without it",
    }
}
