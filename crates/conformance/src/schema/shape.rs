//! What an instance must be, in the terms that cases are made in.

use serde_json::Value;

use super::{Schema, keyword};
use crate::error::Error;

/// A schema, read as far as one value; the schemas of members and items are read when asked for.
#[derive(Clone, Debug)]
pub(crate) struct Shape<'a> {
    pub(crate) kind: Kind<'a>,
    /// Whether null is as good.
    pub(crate) nullable: bool,
    /// What absent means.
    pub(crate) default: Option<&'a Value>,
    pub(crate) examples: Vec<&'a Value>,
    /// The name in `$defs`, if it has one.
    pub(crate) definition: Option<&'a str>,
}

/// The rule for a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind<'a> {
    Anything,
    Boolean,
    Number(NumberRule),
    Text(TextRule<'a>),
    Words(Words<'a>),
    List(ListRule<'a>),
    Object(ObjectRule<'a>),
    Union(UnionRule<'a>),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct NumberRule {
    pub(crate) integer: bool,
    pub(crate) minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    pub(crate) exclusive_minimum: Option<f64>,
    pub(crate) exclusive_maximum: Option<f64>,
    pub(crate) multiple_of: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextRule<'a> {
    pub(crate) min: Option<usize>,
    pub(crate) max: Option<usize>,
    pub(crate) pattern: Option<&'a str>,
    pub(crate) format: Option<&'a str>,
}

/// A closed set of values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Words<'a> {
    pub(crate) values: Vec<&'a Value>,
    /// `enum` or `const`.
    pub(crate) keyword: &'static str,
    /// Whether `type` says that they are strings.
    pub(crate) typed: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ListRule<'a> {
    /// Absent where an item may be anything.
    pub(crate) items: Option<Schema<'a>>,
    pub(crate) min: Option<usize>,
    pub(crate) max: Option<usize>,
    pub(crate) unique: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ObjectRule<'a> {
    pub(crate) members: Vec<Member<'a>>,
    /// Whether a member that is not named is refused.
    pub(crate) closed: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    pub(crate) required: bool,
    pub(crate) schema: Schema<'a>,
}

/// One of several objects, told apart by a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnionRule<'a> {
    pub(crate) tag: Member<'a>,
    /// The value of the tag and the schema of each branch.
    pub(crate) branches: Vec<(&'a str, Schema<'a>)>,
}

impl<'a> Schema<'a> {
    /// Reads the schema, through references and around null.
    pub(crate) fn shape(&self) -> Result<Shape<'a>, Error> {
        let keywords = self.keywords()?;
        let mut shape = if let Some(reference) = keywords.get("$ref") {
            self.only(keyword::REFERENCE)?;
            let reference = reference.as_str().unwrap_or_default();
            let mut shape = self.target(reference)?.shape()?;
            shape.definition = reference.strip_prefix("#/$defs/").or(shape.definition);
            shape
        } else if let Some(branches) = keywords.get("anyOf") {
            self.only(keyword::NULLABLE)?;
            let mut shape = self.other_than_null(branches)?.shape()?;
            shape.nullable = true;
            shape
        } else {
            let (kind, nullable) = self.kind()?;
            Shape { kind, nullable, default: None, examples: Vec::new(), definition: None }
        };
        let examples = keywords.get("examples").and_then(Value::as_array).into_iter().flatten();
        shape.examples.splice(0..0, examples);
        shape.default = keywords.get("default").or(shape.default);
        Ok(shape)
    }

    fn other_than_null(&self, branches: &'a Value) -> Result<Self, Error> {
        let is_null = |schema: &Value| schema["type"] == "null";
        match branches.as_array().map(Vec::as_slice) {
            Some([other, null]) if is_null(null) => Ok(self.child(&["anyOf", "0"], other)),
            Some([null, other]) if is_null(null) => Ok(self.child(&["anyOf", "1"], other)),
            _ => Err(self.unknown("anyOf")),
        }
    }

    fn kind(&self) -> Result<(Kind<'a>, bool), Error> {
        let keywords = self.keywords()?;
        if keywords.contains_key("enum") || keywords.contains_key("const") {
            return Ok((self.words()?, false));
        }
        let (types, nullable) = self.types();
        let kind = match types.as_slice() {
            [] => {
                self.only(keyword::ANYTHING)?;
                Kind::Anything
            }
            ["boolean"] => {
                self.only(keyword::BOOLEAN)?;
                Kind::Boolean
            }
            ["integer"] => self.number(true)?,
            ["number"] => self.number(false)?,
            ["string"] => self.text()?,
            ["array"] => self.list()?,
            ["object"] if keywords.contains_key("oneOf") => self.union()?,
            ["object"] => self.object()?,
            _ => return Err(self.unknown("type")),
        };
        Ok((kind, nullable))
    }

    /// The types that are asked for, and whether null is one besides.
    fn types(&self) -> (Vec<&'a str>, bool) {
        let types: Vec<&str> = match &self.node["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let others: Vec<&str> = types.iter().copied().filter(|it| *it != "null").collect();
        let nullable = others.len() < types.len();
        (others, nullable)
    }

    fn words(&self) -> Result<Kind<'a>, Error> {
        self.only(keyword::WORDS)?;
        let (keyword, values) = match (self.node.get("enum"), self.node.get("const")) {
            (Some(Value::Array(values)), None) => ("enum", values.iter().collect()),
            (None, Some(value)) => ("const", vec![value]),
            _ => return Err(self.unknown("enum")),
        };
        let typed = match self.types() {
            (types, false) if types.is_empty() => false,
            (types, false) if types == ["string"] => true,
            _ => return Err(self.unknown("type")),
        };
        if values.iter().all(|it| it.is_string()) {
            Ok(Kind::Words(Words { values, keyword, typed }))
        } else {
            Err(self.unknown(keyword))
        }
    }

    fn number(&self, integer: bool) -> Result<Kind<'a>, Error> {
        self.only(keyword::NUMBER)?;
        let bound = |keyword: &str| self.node.get(keyword).and_then(Value::as_f64);
        // Doubles do not tell the multiples of a fraction from others.
        if bound("multipleOf").is_some_and(|it| it.fract() != 0.0) {
            return Err(self.unknown("multipleOf"));
        }
        Ok(Kind::Number(NumberRule {
            integer,
            minimum: bound("minimum"),
            maximum: bound("maximum"),
            exclusive_minimum: bound("exclusiveMinimum"),
            exclusive_maximum: bound("exclusiveMaximum"),
            multiple_of: bound("multipleOf"),
        }))
    }

    fn text(&self) -> Result<Kind<'a>, Error> {
        self.only(keyword::TEXT)?;
        let text = |keyword: &str| self.node.get(keyword).and_then(Value::as_str);
        if text("format").is_some_and(|it| it != "date-time") {
            return Err(self.unknown("format"));
        }
        Ok(Kind::Text(TextRule {
            min: self.size("minLength"),
            max: self.size("maxLength"),
            pattern: text("pattern"),
            format: text("format"),
        }))
    }

    fn list(&self) -> Result<Kind<'a>, Error> {
        self.only(keyword::LIST)?;
        // An item could not change without regard to the others.
        if self.node["uniqueItems"] == true && self.size("minItems").is_some_and(|min| min > 1) {
            return Err(self.unknown("uniqueItems"));
        }
        Ok(Kind::List(ListRule {
            items: self.node.get("items").map(|items| self.child(&["items"], items)),
            min: self.size("minItems"),
            max: self.size("maxItems"),
            unique: self.node["uniqueItems"] == true,
        }))
    }

    fn object(&self) -> Result<Kind<'a>, Error> {
        self.only(keyword::OBJECT)?;
        let closed = match self.node.get("additionalProperties") {
            None | Some(Value::Bool(true)) => false,
            Some(Value::Bool(false)) => true,
            Some(_) => return Err(self.unknown("additionalProperties")),
        };
        Ok(Kind::Object(ObjectRule { members: self.members(), closed }))
    }

    fn members(&self) -> Vec<Member<'a>> {
        let required = self.node["required"].as_array();
        let is_required = |name: &str| required.is_some_and(|it| it.iter().any(|one| one == name));
        let named = self.node["properties"].as_object().into_iter().flatten();
        named
            .map(|(name, schema)| Member {
                name,
                required: is_required(name),
                schema: self.child(&["properties", name], schema),
            })
            .collect()
    }

    /// The tag is the one member that the union itself speaks of; every branch fixes its value.
    fn union(&self) -> Result<Kind<'a>, Error> {
        self.only(keyword::UNION)?;
        let members = self.members();
        let [tag] = members.as_slice() else { return Err(self.unknown("oneOf")) };
        let mut branches = Vec::new();
        for (index, branch) in self.node["oneOf"].as_array().into_iter().flatten().enumerate() {
            let branch = self.child(&["oneOf", &index.to_string()], branch);
            let value = match branch.shape()?.kind {
                Kind::Object(rule) => match rule.members.iter().find(|it| it.name == tag.name) {
                    Some(member) => member.schema.shape()?.single_word(),
                    None => None,
                },
                _ => None,
            };
            branches.push((value.ok_or_else(|| self.unknown("oneOf"))?, branch));
        }
        Ok(Kind::Union(UnionRule { tag: tag.clone(), branches }))
    }

    fn size(&self, keyword: &str) -> Option<usize> {
        self.node.get(keyword).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok())
    }

    /// Refuses keywords beside the `known` ones and those that only describe.
    fn only(&self, known: &[&str]) -> Result<(), Error> {
        let mut names = self.keywords()?.keys();
        let unknown = names.find(|it| !keyword::is_known(it, known));
        unknown.map_or(Ok(()), |name| Err(self.unknown(name)))
    }
}

impl Words<'_> {
    /// The keywords that a value fails which is none of them.
    pub(crate) fn faults(&self, is_text: bool) -> Vec<&'static str> {
        let mistyped = (self.typed && !is_text).then_some("type");
        mistyped.into_iter().chain([self.keyword]).collect()
    }
}

impl<'a> ListRule<'a> {
    /// A list of any length.
    pub(crate) fn of(items: Schema<'a>) -> Self {
        Self { items: Some(items), min: None, max: None, unique: false }
    }
}

impl ObjectRule<'_> {
    /// Whether it is any object at all.
    pub(crate) fn is_free(&self) -> bool {
        self.members.is_empty() && !self.closed
    }
}

impl<'a> Shape<'a> {
    fn single_word(&self) -> Option<&'a str> {
        match &self.kind {
            Kind::Words(Words { values, .. }) => match values.as_slice() {
                [word] => word.as_str(),
                _ => None,
            },
            _ => None,
        }
    }
}
