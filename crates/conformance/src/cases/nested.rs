//! Whole documents in which every value, however deep, is special in the same way.
//!
//! A published schema repeats the types that it holds, and a compiled validator repeats their code.
//! These documents reach every copy with few documents.

use std::collections::BTreeSet;

use super::site::Site;
use super::value;
use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::node::{Node, quoted};
use crate::place::Token;
use crate::sample;
use crate::schema::{Kind, ListRule, ObjectRule, Schema};
use crate::specimen::{self, Break, Specimen};

/// In which way every value is special.
#[derive(Clone, Copy)]
enum Variant {
    /// Null where it may be null, from this depth on.
    Null(usize),
    /// The word at this position where it is one of several.
    Word(usize),
    /// The fault at this position of those that its rule knows.
    Fault(usize),
    /// Objects and arrays at this depth are something else.
    Mistyped(usize),
    /// Objects within so many others are empty.
    EmptyInside(usize),
    /// Objects inside have a member that nobody knows.
    UnknownInside,
}

/// How many words and faults are tried, one after the other.
const WORDS: usize = 4;
const FAULTS: usize = 4;

/// How deep objects and arrays are mistyped.
const DEPTH: usize = 4;

/// Texts longer than this stand in a document once for each definition.
const LONG: usize = 200;

/// The variants of a document; the member `tag` stays as it is.
pub(super) fn cases(site: &Site<'_>, tag: Option<&str>) -> Result<Vec<Draft>, Error> {
    let named = |what: &str, at: usize| format!("every-member/{what}-{}", at + 1);
    let mut variants = vec![("every-member/null".to_owned(), Variant::Null(1))];
    variants.extend((0..WORDS).map(|at| (named("word", at), Variant::Word(at))));
    variants.extend((0..FAULTS).map(|at| (named("fault", at), Variant::Fault(at))));
    variants.extend([
        ("every-member/empty-inside".to_owned(), Variant::EmptyInside(1)),
        ("every-member/unknown-member-inside".to_owned(), Variant::UnknownInside),
    ]);
    variants
        .extend((0..DEPTH).map(|at| (named("mistyped-at-depth", at), Variant::Mistyped(at + 1))));
    // What is null or empty further out hides what is within.
    variants.extend((1..DEPTH).map(|at| (named("null-at-depth", at), Variant::Null(at + 1))));
    variants
        .extend((1..DEPTH).map(|at| (named("empty-at-depth", at), Variant::EmptyInside(at + 1))));
    let mut drafts = Vec::new();
    let mut texts = BTreeSet::new();
    for (what, variant) in variants {
        let mut maker = Maker {
            variant,
            tag,
            violations: Vec::new(),
            within: Vec::new(),
            objects: 0,
            long: BTreeSet::new(),
            is_special: !matches!(variant, Variant::Null(2..) | Variant::EmptyInside(2..)),
        };
        let text = maker.node(site)?.to_string();
        let intention = Intention::of(maker.violations);
        if maker.is_special && texts.insert(text.clone()) {
            drafts.push(site.draft(&what, text, intention));
        }
    }
    Ok(drafts)
}

/// Makes the document of a variant.
struct Maker<'a, 't> {
    variant: Variant,
    tag: Option<&'t str>,
    violations: Vec<Violation>,
    /// The definitions around: what contains itself ends there.
    within: Vec<&'a str>,
    /// How many objects are around.
    objects: usize,
    /// The definitions of which the document holds a long text.
    long: BTreeSet<&'a str>,
    /// Whether there is a value that is special, where that depends on the type.
    is_special: bool,
}

impl<'a> Maker<'a, '_> {
    fn node(&mut self, site: &Site<'a>) -> Result<Node, Error> {
        let shape = site.schema.shape()?;
        if matches!(self.variant, Variant::Null(depth) if site.path.len() >= depth)
            && shape.nullable
        {
            self.is_special = true;
            return Ok(Node::raw("null"));
        }
        if let Variant::Mistyped(depth) = self.variant
            && site.path.len() == depth
            && matches!(shape.kind, Kind::List(_) | Kind::Object(_))
            && let Some(wrong) = value::wrong(site)?
        {
            return Ok(self.broken(site, wrong));
        }
        self.within.extend(shape.definition);
        let node = match &shape.kind {
            Kind::List(rule) => match &rule.items {
                Some(items) if self.takes_one(rule, items)? => {
                    let item = self.node(&site.inside(Token::Index(0), items.clone()))?;
                    Node::Array(vec![item])
                }
                _ => sample::minimal(&site.schema)?,
            },
            Kind::Object(rule) => self.object(site, rule)?,
            _ => self.scalar(site, shape.definition)?,
        };
        if shape.definition.is_some() {
            self.within.pop();
        }
        Ok(node)
    }

    /// Whether one item makes a good list, and may be special.
    fn takes_one(&self, rule: &ListRule<'a>, items: &Schema<'a>) -> Result<bool, Error> {
        let is_enough = rule.min.is_none_or(|min| min <= 1) && rule.max != Some(0);
        Ok(is_enough && !self.is_around(items.shape()?.definition))
    }

    fn is_around(&self, definition: Option<&str>) -> bool {
        definition.is_some_and(|it| self.within.contains(&it))
    }

    fn object(&mut self, site: &Site<'a>, rule: &ObjectRule<'a>) -> Result<Node, Error> {
        let is_inside = !site.path.is_empty();
        let mut members = Vec::new();
        if matches!(self.variant, Variant::EmptyInside(around) if self.objects == around) {
            self.is_special = true;
            let needed = rule.members.iter().filter(|it| it.required);
            self.violations.extend(needed.map(|_| Violation::new(site.pointer(), "required")));
            return Ok(Node::Object(members));
        }
        self.objects += 1;
        for member in &rule.members {
            let node = if !is_inside && Some(member.name) == self.tag {
                sample::minimal(&member.schema)?
            } else if !self.is_around(member.schema.shape()?.definition) {
                self.node(&site.inside(Token::name(member.name), member.schema.clone()))?
            } else if member.required {
                sample::minimal(&member.schema)?
            } else {
                continue;
            };
            members.push((quoted(member.name), node));
        }
        self.objects -= 1;
        if matches!(self.variant, Variant::UnknownInside) && is_inside {
            members.push((quoted("extra"), Node::raw("null")));
            if rule.closed {
                self.violations.push(Violation::new(site.pointer(), "additionalProperties"));
            }
        }
        Ok(Node::Object(members))
    }

    fn scalar(&mut self, site: &Site<'a>, definition: Option<&'a str>) -> Result<Node, Error> {
        let shape = site.schema.shape()?;
        match (self.variant, &shape.kind) {
            (Variant::Word(at), Kind::Words(words)) => Ok(words
                .values
                .get(at % words.values.len().max(1))
                .map_or_else(|| Node::raw("null"), |word| Node::from(*word))),
            (Variant::Fault(at), _) => {
                let faults = faults(site)?;
                let fits = |it: &&Specimen| {
                    it.node.to_string().len() <= LONG
                        || definition.is_none_or(|it| self.long.insert(it))
                };
                match faults.get(at).filter(fits).or(faults.first()) {
                    Some(fault) => Ok(self.broken(site, fault.clone())),
                    None => sample::minimal(&site.schema),
                }
            }
            _ => sample::minimal(&site.schema),
        }
    }

    fn broken(&mut self, site: &Site<'a>, specimen: Specimen) -> Node {
        self.violations.extend(site.violations(&specimen));
        specimen.node
    }
}

/// One specimen for each set of keywords that a value can fail.
fn faults(site: &Site<'_>) -> Result<Vec<Specimen>, Error> {
    let shape = site.schema.shape()?;
    let mut all: Vec<Specimen> = value::wrong(site)?.into_iter().collect();
    all.extend(specimen::of_scalar(&shape, &site.schema)?);
    let mut known = BTreeSet::new();
    all.retain(|specimen| {
        let keywords = specimen.breaks.iter().map(|it| match it {
            Break::Here(keyword) => Some(*keyword),
            Break::Inside(..) | Break::Text(_) => None,
        });
        let keywords: Option<Vec<&str>> = keywords.collect();
        specimen.essential && keywords.is_some_and(|it| !it.is_empty() && known.insert(it))
    });
    Ok(all)
}
