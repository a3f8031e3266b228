//! The cases of every type.

mod nested;
mod object;
mod repeated;
mod several;
mod site;
mod text;
mod union;
mod unknown;
mod value;

use std::collections::BTreeSet;

use crate::draft::Draft;
use crate::error::Error;
use crate::node::Node;
use crate::sample;
use crate::schema::{Kind, Schema};
use crate::type_schema::TypeSchema;
use site::Site;

/// Makes the cases of all types, in the order of the types.
///
/// Nothing is left to chance: the same schemas make the same cases.
///
/// Every field of every type is tried on both sides of each of its keywords. What an implementation
/// has one piece of code for, such as all the ways to write a moment, is tried once, in the type
/// whose documents are shortest.
///
/// # Errors
///
/// That a schema has a keyword for which no cases are known, or no instance.
///
/// # Examples
///
/// ```
/// use exact_schema_conformance::{Intention, TypeSchema, Violation, cases};
///
/// let schema = serde_json::json!({
///     "type": "object",
///     "properties": { "amount": { "type": "integer", "maximum": 9 } },
///     "required": ["amount"],
/// });
/// let receipt = TypeSchema { title: "Receipt".into(), name: "receipt".into(), schema };
/// let drafts = cases(&[receipt])?;
///
/// let draft = drafts.iter().find(|it| it.name == "receipt/amount/maximum-exceeded").unwrap();
/// assert_eq!(draft.text, r#"{"amount":10}"#);
/// let meant = vec![Violation::new("/amount", "maximum")];
/// assert_eq!(draft.intention, Intention::Refused(meant));
/// # Ok::<(), exact_schema_conformance::Error>(())
/// ```
pub fn cases(types: &[TypeSchema]) -> Result<Vec<Draft>, Error> {
    let mut roots = types.iter().map(Root::of).collect::<Result<Vec<_>, _>>()?;
    // Those with the shortest documents show most.
    roots.sort_by_key(|root| (root.length, &root.source.title));
    let mut coverage = Coverage::of(types);
    let mut made = Vec::new();
    for root in &roots {
        made.push((&root.source.title, root.cases(&mut coverage)?));
    }
    let in_order = types.iter().filter_map(|source| {
        let at = made.iter().position(|(title, _)| **title == source.title)?;
        Some(made.swap_remove(at).1)
    });
    let mut drafts: Vec<Draft> = in_order.flatten().collect();
    // Which of more violations are listed depends on the order in which somebody looks.
    drafts.retain(|draft| draft.intention.violations().len() <= LISTED);
    names_differ(&drafts)?;
    Ok(drafts)
}

/// How many violations are listed at most.
const LISTED: usize = 100;

/// That no two cases have one name.
pub(crate) fn names_differ(drafts: &[Draft]) -> Result<(), Error> {
    let mut names = BTreeSet::new();
    match drafts.iter().find(|draft| !names.insert(&draft.name)) {
        Some(draft) => Err(Error::SameName(draft.name.clone())),
        None => Ok(()),
    }
}

/// A type, with its smallest document.
struct Root<'a> {
    source: &'a TypeSchema,
    minimal: Node,
    length: usize,
}

impl<'a> Root<'a> {
    fn of(source: &'a TypeSchema) -> Result<Self, Error> {
        let minimal = sample::minimal(&Schema::of(source))?;
        let length = minimal.to_string().len();
        Ok(Self { source, minimal, length })
    }

    fn cases(&self, coverage: &mut Coverage<'a>) -> Result<Vec<Draft>, Error> {
        let schema = Schema::of(self.source);
        let site = Site::root(self.source, schema.clone(), self.minimal.clone());
        let mut drafts = text::cases(&site, coverage)?;
        match &schema.shape()?.kind {
            Kind::Union(rule) => {
                drafts.extend(site.drafts(value::wrong_types(&site)?));
                drafts.extend(union::cases(&site, rule)?);
            }
            _ => {
                drafts.extend(value::cases(&site, coverage)?);
                if holds_objects(&schema)? {
                    drafts.extend(nested::cases(&site, None)?);
                }
            }
        }
        Ok(drafts)
    }
}

/// Whether an instance holds objects whose members the schema knows.
fn holds_objects(schema: &Schema<'_>) -> Result<bool, Error> {
    let Kind::Object(rule) = schema.shape()?.kind else { return Ok(false) };
    for member in rule.members {
        let kind = match member.schema.shape()?.kind {
            Kind::List(list) => match list.items {
                Some(items) => items.shape()?.kind,
                None => Kind::Anything,
            },
            other => other,
        };
        if matches!(kind, Kind::Object(inner) if !inner.is_free()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the way through all types has shown already.
struct Coverage<'a> {
    /// Every type, to borrow the names of its members.
    types: &'a [TypeSchema],
    /// The rules that were tried with everything.
    rules: Vec<Kind<'a>>,
    /// What was shown in full.
    topics: BTreeSet<Topic>,
}

/// What is shown in full once, and in part for every type.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Text,
    Unknown,
    Repeated,
    Limit,
}

impl<'a> Coverage<'a> {
    fn of(types: &'a [TypeSchema]) -> Self {
        Self { types, rules: Vec::new(), topics: BTreeSet::new() }
    }

    /// Whether the topic comes up for the first time.
    fn opens(&mut self, topic: Topic) -> bool {
        self.topics.insert(topic)
    }

    /// Whether the rule is met for the first time.
    fn meets(&mut self, kind: &Kind<'a>) -> bool {
        let is_known = self.rules.iter().any(|rule| match (rule, kind) {
            // Which words they are does not matter.
            (Kind::Words(one), Kind::Words(other)) => {
                (one.keyword, one.typed) == (other.keyword, other.typed)
            }
            _ => rule == kind,
        });
        if !is_known {
            self.rules.push(kind.clone());
        }
        !is_known
    }

    /// Whether a definition is a type with cases of its own.
    fn has_type(&self, definition: &str) -> bool {
        self.types.iter().any(|it| it.title == definition)
    }
}
