//! What schemas mean, as types: the form between JSON Schema and Rust.

use exact_schema_schema::Location;
use std::collections::BTreeMap;

use exact_schema_pattern::Table;
use indexmap::IndexMap;
use serde_json::Value;

pub(crate) use crate::json_type::JsonType;

/// Every type that is generated, by its Rust name.
pub(crate) type Definitions = BTreeMap<String, Definition>;

/// A type with a name.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The name that the schemas give it, or its Rust name where they give none or one that another
    /// type has.
    pub(crate) schema_name: String,
    pub(crate) location: Location,
    pub(crate) about: About,
    pub(crate) kind: Kind,
}

/// What a schema says without constraining.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) description: Option<String>,
    pub(crate) examples: Vec<Value>,
    pub(crate) deprecated: bool,
    /// What its pattern or format asks for, in words.
    pub(crate) expected: Option<String>,
}

/// What values a named type holds.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Another name for a type.
    Alias(Usage),
    /// Any value that the schema, run at run time, accepts.
    Checked {
        /// Why there is no structure.
        why: String,
    },
    /// A value of one of several JSON types, each with a type of its own.
    ByType(Vec<(JsonType, Usage)>),
    /// One of several strings.
    Enumeration(Vec<String>),
    /// What the first of several types is read as that takes it.
    FirstOf(Vec<Alternative>),
    /// What a type holds, where the schema, run at run time, accepts it.
    Guarded(Usage),
    /// A type written elsewhere.
    HandWritten {
        path: String,
    },
    Integer(IntegerRule),
    List(ListRule),
    Number(NumberRule),
    Object(Object),
    Text(TextRule),
    /// One of several objects, told apart by a member.
    Union(Union),
    Whole(WholeRule),
    WrittenNumber(NumberRule),
}

/// One of several types, and what it is called among them.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    pub(crate) variant: String,
    pub(crate) usage: Usage,
}

/// How a place refers to its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Usage {
    Anything,
    Boolean,
    FreeObject,
    List(Box<Usage>),
    Map(Box<Usage>),
    Named(String),
    Null,
    Nullable(Box<Usage>),
    /// A number as it is written.
    Number,
    Text,
    /// An array of so many items, each of a type of its own.
    Tuple(Vec<Usage>),
    /// A whole number of any size.
    Whole,
}

/// A string with rules. Lengths count Unicode code points.
#[derive(Clone, Debug)]
pub(crate) struct TextRule {
    pub(crate) min_length: u64,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<(String, Table)>,
}

/// A whole number within 64 bits, both bounds included.
#[derive(Clone, Debug)]
pub(crate) struct IntegerRule {
    pub(crate) minimum: i128,
    pub(crate) maximum: i128,
    pub(crate) multiple_of: Option<i128>,
}

/// A whole number of any size, bounds included.
#[derive(Clone, Debug)]
pub(crate) struct WholeRule {
    pub(crate) minimum: Option<i128>,
    pub(crate) maximum: Option<i128>,
    pub(crate) multiple_of: Option<u64>,
}

/// A finite IEEE double.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberRule {
    pub(crate) minimum: Option<f64>,
    pub(crate) exclusive_minimum: Option<f64>,
    pub(crate) maximum: Option<f64>,
    pub(crate) exclusive_maximum: Option<f64>,
    /// Whether only whole numbers are accepted.
    pub(crate) whole: bool,
}

impl NumberRule {
    /// Whether every number is accepted.
    pub(crate) fn is_any(&self) -> bool {
        let bounds = [self.minimum, self.exclusive_minimum, self.maximum, self.exclusive_maximum];
        !self.whole && bounds.iter().all(Option::is_none)
    }
}

/// An array with rules.
#[derive(Clone, Debug)]
pub(crate) struct ListRule {
    pub(crate) items: Usage,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
}

/// An object with named members.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// In the order of the author; those of what is extended come first.
    pub(crate) members: IndexMap<String, Member>,
    pub(crate) rest: Rest,
}

/// Members of an object that have other names than those in its schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// There are none.
    Closed,
    /// They have any value.
    Free,
    /// Each has a value of this type.
    Typed(Usage),
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name of its field, except that a Rust keyword gets an underscore in the end.
    pub(crate) field: String,
    pub(crate) location: Location,
    pub(crate) usage: Usage,
    pub(crate) presence: Presence,
    pub(crate) description: Option<String>,
    pub(crate) examples: Vec<Value>,
    pub(crate) fresh: bool,
    /// Whom it may harm, if the schema says it.
    pub(crate) sensitivity: Option<String>,
}

impl Member {
    /// A member of which nothing is said.
    pub(crate) fn of_anything(location: Location, field: String, required: bool) -> Self {
        Self {
            field,
            location,
            usage: Usage::Anything,
            presence: if required { Presence::Required } else { Presence::Optional },
            description: None,
            examples: Vec::new(),
            fresh: false,
            sensitivity: None,
        }
    }
}

impl Rest {
    /// Whether there may be such members.
    pub(crate) fn is_open(&self) -> bool {
        *self != Self::Closed
    }

    /// The type of their values, if they have one.
    pub(crate) fn values(&self) -> Option<&Usage> {
        match self {
            Self::Typed(values) => Some(values),
            Self::Closed | Self::Free => None,
        }
    }
}

impl Object {
    /// The member that a field or a builder's method is for, and its name in JSON.
    pub(crate) fn by_field(&self, ident: &str) -> Option<(&String, &Member)> {
        let is_meant = |field: &str| field == ident || ident.strip_suffix('_') == Some(field);
        self.members.iter().find(|(_, member)| is_meant(&member.field))
    }
}

/// Whether a member may be absent, and what that means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// It may be absent and it may be null, and these are two values.
    OptionalOrNull,
    Default(Value),
}

#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The member that tells the branches apart.
    pub(crate) tag: String,
    /// What the union itself says of that member.
    pub(crate) tag_description: Option<String>,
    pub(crate) branches: Vec<Branch>,
}

#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// The value of the tag.
    pub(crate) value: String,
    /// The name of the branch's type.
    pub(crate) type_name: String,
}

impl Kind {
    /// The names of the types that a value holds in place, unless they are boxed.
    pub(crate) fn in_place(&self) -> Vec<&str> {
        match self {
            Self::Alias(usage) | Self::Guarded(usage) => usage.in_place(),
            Self::ByType(types) => types.iter().flat_map(|(_, usage)| usage.in_place()).collect(),
            Self::FirstOf(alternatives) => {
                alternatives.iter().flat_map(|it| it.usage.in_place()).collect()
            }
            Self::Object(object) => {
                object.members.values().flat_map(|member| member.usage.in_place()).collect()
            }
            Self::Union(union) => {
                union.branches.iter().map(|branch| branch.type_name.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The names of the types that it is made of.
    pub(crate) fn parts(&self) -> Vec<String> {
        match self {
            Self::Alias(usage) | Self::Guarded(usage) => usage.names(),
            Self::ByType(types) => types.iter().flat_map(|(_, usage)| usage.names()).collect(),
            Self::FirstOf(alternatives) => {
                alternatives.iter().flat_map(|it| it.usage.names()).collect()
            }
            Self::List(rule) => rule.items.names(),
            Self::Object(object) => {
                let members = object.members.values().map(|member| &member.usage);
                members.chain(object.rest.values()).flat_map(Usage::names).collect()
            }
            Self::Union(union) => {
                union.branches.iter().map(|branch| branch.type_name.clone()).collect()
            }
            Self::Checked { .. }
            | Self::Enumeration(_)
            | Self::HandWritten { .. }
            | Self::Integer(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Whole(_)
            | Self::WrittenNumber(_) => Vec::new(),
        }
    }
}

impl Usage {
    /// The named types of which a value stands in place.
    pub(crate) fn in_place(&self) -> Vec<&str> {
        match self {
            Self::Named(name) => vec![name],
            Self::Nullable(inner) => inner.in_place(),
            Self::Tuple(items) => items.iter().flat_map(Self::in_place).collect(),
            _ => Vec::new(),
        }
    }

    /// How many types without names are nested in each other.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => 1 + inner.depth(),
            Self::Tuple(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The named types inside.
    fn names(&self) -> Vec<String> {
        match self {
            Self::Named(name) => vec![name.clone()],
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.names(),
            Self::Tuple(items) => items.iter().flat_map(Self::names).collect(),
            Self::Anything
            | Self::Boolean
            | Self::FreeObject
            | Self::Null
            | Self::Number
            | Self::Text
            | Self::Whole => Vec::new(),
        }
    }
}
