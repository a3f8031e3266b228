//! What a schema asserts, keyword by keyword, in a form that can be shared and negated.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::{decimal::Decimal, kind::Kind, kind::KindSet};
use crate::solve::Obstacle;

/// Names an [`Assertion`] in [`Assertions`]; equal assertions have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct AssertionId(u32);

/// One thing that a schema says about an instance. A keyword says nothing about instances of
/// other kinds than its own, as JSON Schema has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Assertion {
    /// The schema `false`.
    Nothing,
    /// `type`.
    Kinds(KindSet),
    /// `enum` and `const`; sorted.
    Values(Vec<Constant>),
    /// `minimum` and `exclusiveMinimum`.
    Minimum { bound: Decimal, exclusive: bool },
    /// `maximum` and `exclusiveMaximum`.
    Maximum { bound: Decimal, exclusive: bool },
    /// `multipleOf`.
    MultipleOf(Decimal),
    /// `minLength`, in code points.
    MinLength(u64),
    /// `maxLength`, in code points.
    MaxLength(u64),
    /// `pattern`.
    Pattern(String),
    /// `format`, where it asserts.
    Format(String),
    /// One name of `required`.
    Required(String),
    /// One member of `properties`.
    Property { name: String, schema: AssertionId },
    /// One member of `patternProperties`.
    PatternProperty { pattern: String, schema: AssertionId },
    /// `additionalProperties`, with the siblings that decide which properties it means.
    OtherProperties { names: Vec<String>, patterns: Vec<String>, schema: AssertionId },
    /// `propertyNames`.
    PropertyNames(AssertionId),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// One member of `dependentSchemas` or `dependentRequired`; `present` requires its name.
    Dependent { present: AssertionId, schema: AssertionId },
    /// `unevaluatedProperties`, with the siblings that evaluate properties.
    UnevaluatedProperties { siblings: Vec<AssertionId>, schema: AssertionId },
    /// One member of `prefixItems`.
    Element { index: u64, schema: AssertionId },
    /// `items`, which begin after `prefixItems`.
    Elements { from: u64, schema: AssertionId },
    /// `contains` with `minContains` and `maxContains`.
    Contains { schema: AssertionId, min: u64, max: Option<u64> },
    /// A number of items that meet a schema, with a bound on either side; never negated.
    Count { schema: AssertionId, min: u64, max: Option<u64> },
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `unevaluatedItems`, with the siblings that evaluate items.
    UnevaluatedItems { siblings: Vec<AssertionId>, schema: AssertionId },
    /// Every one of these: `allOf`, and the keywords of one schema object.
    All(Vec<AssertionId>),
    /// `anyOf`.
    Any(Vec<AssertionId>),
    /// `oneOf`.
    One(Vec<AssertionId>),
    /// `not`.
    Not(AssertionId),
    /// `if`, `then`, `else`.
    If { condition: AssertionId, then: AssertionId, otherwise: AssertionId },
    /// A reference back into a schema that is being read; see [`Assertions::resolve`].
    Recursion(usize),
    /// Something that the prover cannot read; nothing is proved with it or its negation, but that
    /// it is equal to itself.
    Opaque(Obstacle),
}

impl Assertion {
    /// Whether it is `enum` or `const`.
    pub(crate) fn is_constant(&self) -> bool {
        matches!(self, Self::Values(_))
    }

    /// The kind of instances that the assertion is about; `None` where it can be about any.
    pub(crate) fn kind(&self) -> Option<AssertedKind> {
        Some(match self {
            Self::Minimum { .. } | Self::Maximum { .. } | Self::MultipleOf(_) => {
                AssertedKind::Number
            }
            Self::MinLength(_) | Self::MaxLength(_) | Self::Pattern(_) | Self::Format(_) => {
                AssertedKind::Only(Kind::String)
            }
            Self::Required(_)
            | Self::Property { .. }
            | Self::PatternProperty { .. }
            | Self::OtherProperties { .. }
            | Self::PropertyNames(_)
            | Self::MinProperties(_)
            | Self::MaxProperties(_)
            | Self::Dependent { .. }
            | Self::UnevaluatedProperties { .. } => AssertedKind::Only(Kind::Object),
            Self::Element { .. }
            | Self::Elements { .. }
            | Self::Contains { .. }
            | Self::Count { .. }
            | Self::MinItems(_)
            | Self::MaxItems(_)
            | Self::UniqueItems
            | Self::UnevaluatedItems { .. } => AssertedKind::Only(Kind::Array),
            _ => return None,
        })
    }
}

/// See [`Assertion::kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AssertedKind {
    /// Integers and fractions.
    Number,
    /// One kind.
    Only(Kind),
}

impl AssertedKind {
    pub(crate) fn includes(self, kind: Kind) -> bool {
        match self {
            Self::Number => matches!(kind, Kind::Integer | Kind::Fraction),
            Self::Only(only) => only == kind,
        }
    }
}

/// A JSON value that compares as JSON Schema compares: `1` equals `1.0`, members have no order.
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    /// The value as it was written.
    pub(crate) value: Value,
    identity: String,
}

impl Constant {
    pub(crate) fn new(value: Value) -> Self {
        let mut identity = String::new();
        identify(&value, &mut identity);
        Self { value, identity }
    }
}

/// Whether the constant is one of those, which are sorted.
pub(crate) fn is_among(constant: &Constant, values: &[Constant]) -> bool {
    values.binary_search(constant).is_ok()
}

impl PartialEq for Constant {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl Eq for Constant {}

impl std::hash::Hash for Constant {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.identity.hash(state);
    }
}

impl PartialOrd for Constant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Constant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.identity.cmp(&other.identity)
    }
}

fn identify(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => match Decimal::read(number) {
            Some(decimal) => text.push_str(&format!("{decimal:?}")),
            None => text.push_str(&number.to_string()),
        },
        Value::Array(items) => {
            text.push('[');
            for item in items {
                identify(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort();
            text.push('{');
            for name in names {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                identify(&members[name], text);
                text.push(',');
            }
            text.push('}');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

/// Every assertion that was read or derived, each stored once.
#[derive(Debug, Default)]
pub(crate) struct Assertions {
    stored: Vec<Rc<Assertion>>,
    ids: HashMap<Rc<Assertion>, AssertionId>,
    recursions: Vec<Option<AssertionId>>,
}

impl Assertions {
    pub(crate) fn get(&self, id: AssertionId) -> &Assertion {
        &self.stored[id.0 as usize]
    }

    /// The assertion, to be held while others are stored.
    pub(crate) fn shared(&self, id: AssertionId) -> Rc<Assertion> {
        Rc::clone(&self.stored[id.0 as usize])
    }

    pub(crate) fn intern(&mut self, assertion: Assertion) -> AssertionId {
        if let Some(id) = self.ids.get(&assertion) {
            return *id;
        }
        // Four billion assertions do not fit into memory, so the count fits into the id.
        let id = AssertionId(u32::try_from(self.stored.len()).unwrap_or(u32::MAX));
        let assertion = Rc::new(assertion);
        self.stored.push(Rc::clone(&assertion));
        self.ids.insert(assertion, id);
        id
    }

    /// The conjunction of `parts`: nested conjunctions are flattened, a single part stays itself.
    pub(crate) fn all(&mut self, parts: impl IntoIterator<Item = AssertionId>) -> AssertionId {
        let mut flat = Vec::new();
        for part in parts {
            match self.get(part) {
                Assertion::All(nested) => flat.extend_from_slice(nested),
                _ => flat.push(part),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        match flat.as_slice() {
            [only] => *only,
            _ => self.intern(Assertion::All(flat)),
        }
    }

    /// The schema `true`.
    pub(crate) fn everything(&mut self) -> AssertionId {
        self.all([])
    }

    /// A place for the recursive schema that is being read; [`Self::close`] fills it.
    pub(crate) fn open(&mut self) -> usize {
        self.recursions.push(None);
        self.recursions.len() - 1
    }

    pub(crate) fn close(&mut self, recursion: usize, id: AssertionId) {
        if let Some(place) = self.recursions.get_mut(recursion) {
            *place = Some(id);
        }
    }

    /// What `id` stands for once recursion is followed; `None` for a reference to itself.
    pub(crate) fn resolve(&self, id: AssertionId) -> Option<AssertionId> {
        let mut id = id;
        for _ in 0..=self.recursions.len() {
            match self.get(id) {
                Assertion::Recursion(place) => id = (*self.recursions.get(*place)?)?,
                _ => return Some(id),
            }
        }
        None
    }
}
