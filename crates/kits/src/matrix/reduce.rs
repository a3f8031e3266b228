//! From the errors of a general validator to the violations that the contract speaks of.
//!
//! A general validator reports what a schema's *combinators* say; the contract's violations are
//! about values. Of a value that may be null and is not, the other branch counts; of a union, the
//! branch that the tag names. And where an object breaks a schema that it extends, none of that
//! schema's members counts as evaluated, though all of them are known.

use std::collections::BTreeSet;

use exact_schema_runtime::{DocumentType, Tag};
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::judge::Finding;

/// How to read the errors about one instance.
pub(super) struct Reduction<'a> {
    instance: &'a Value,
    tag: Option<Tag>,
    /// The members that the document's type names, or the branch of it that the tag names.
    members: &'a BTreeSet<String>,
}

impl<'a> Reduction<'a> {
    pub(super) fn of(
        document_type: DocumentType,
        instance: &'a Value,
        members: &'a BTreeSet<String>,
    ) -> Self {
        Self { instance, tag: document_type.tag(), members }
    }

    /// What the errors say, each thing once.
    pub(super) fn findings<'e>(
        &self,
        errors: impl Iterator<Item = ValidationError<'e>>,
    ) -> Vec<Finding> {
        let errors: Vec<_> = errors.collect();
        let mut found = Findings::default();
        errors.iter().for_each(|error| self.explain(error, &mut found));
        found.told()
    }

    fn explain(&self, error: &ValidationError<'_>, found: &mut Findings) {
        let pointer = error.instance_path().as_str();
        match error.kind() {
            Kind::AnyOf { context } => match beside_null(context) {
                Some(branch) => branch.iter().for_each(|inner| self.explain(inner, found)),
                None => found.add(pointer, "anyOf", ""),
            },
            Kind::OneOfNotValid { context } => match self.branch(pointer) {
                Some(named) => {
                    let branch = context.get(named).into_iter().flatten();
                    branch.for_each(|inner| self.explain(inner, found));
                }
                // What is wrong with the tag, the schema says beside `oneOf`.
                None if self.tag.is_some() && pointer.is_empty() => {}
                None => found.add(pointer, "oneOf", ""),
            },
            Kind::UnevaluatedProperties { unexpected } => {
                if unexpected.iter().any(|name| !self.members.contains(name)) {
                    found.add(pointer, "additionalProperties", "");
                }
            }
            Kind::Required { property } => {
                found.add(pointer, "required", property.as_str().unwrap_or_default());
            }
            kind => found.add(pointer, kind.keyword(), ""),
        }
    }

    /// The place of the branch that the tag names, in the union that the document is.
    fn branch(&self, pointer: &str) -> Option<usize> {
        let tag = self.tag.filter(|_| pointer.is_empty())?;
        let value = self.instance.get(tag.member)?.as_str()?;
        tag.branches.iter().position(|(name, _)| *name == value)
    }
}

/// With what tells two violations of one keyword at one place apart.
#[derive(Default)]
struct Findings(BTreeSet<(Finding, String)>);

impl Findings {
    fn add(&mut self, pointer: &str, keyword: &str, detail: &str) {
        let finding = Finding { pointer: pointer.to_owned(), keyword: keyword.to_owned() };
        self.0.insert((finding, detail.to_owned()));
    }

    /// One for each fault: what a value fails for another reason is not told.
    fn told(&self) -> Vec<Finding> {
        let fails = |pointer: &str, keywords: &[&str]| {
            self.0.iter().any(|(it, _)| it.pointer == pointer && keywords.contains(&&*it.keyword))
        };
        let is_told = |finding: &Finding| match &*finding.keyword {
            "const" | "enum" => !fails(&finding.pointer, &["type"]),
            "format" => !fails(&finding.pointer, &["minLength"]),
            "pattern" => !fails(&finding.pointer, &["minLength", "format"]),
            _ => true,
        };
        self.0.iter().map(|(finding, _)| finding).filter(|it| is_told(it)).cloned().collect()
    }
}

/// Of two branches of which one asks for null, the other.
fn beside_null<'a, 'e>(
    branches: &'a [Vec<ValidationError<'e>>],
) -> Option<&'a [ValidationError<'e>]> {
    let asks_for_null = |error: &ValidationError<'_>| match error.kind() {
        Kind::Type { kind: TypeKind::Single(only) } => *only == JsonType::Null,
        _ => false,
    };
    match branches {
        [value, null] if null.iter().any(asks_for_null) => Some(value),
        [null, value] if null.iter().any(asks_for_null) => Some(value),
        _ => None,
    }
}
