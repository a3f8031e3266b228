//! A union: the tag decides which branch is meant, and only that branch speaks.

use super::site::Site;
use super::{nested, object, unknown, value};
use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::node::{Node, escaped, quoted};
use crate::place::Token;
use crate::sample;
use crate::schema::{Kind, ObjectRule, Schema, UnionRule};
use crate::specimen::{self, text};

pub(super) fn cases<'a>(site: &Site<'a>, rule: &UnionRule<'a>) -> Result<Vec<Draft>, Error> {
    let mut drafts = tag(site, rule)?;
    for (value, schema) in &rule.branches {
        let Kind::Object(members) = schema.shape()?.kind else { continue };
        let place = site.branch(value, schema.clone(), sample::minimal(schema)?);
        drafts.extend(branch(&place, &members, rule, value)?);
        drafts.extend(nested::cases(&place, Some(rule.tag.name))?);
        for (other, schema) in rule.branches.iter().filter(|(other, _)| other != value) {
            drafts.extend(wrong_branch(&place, &members, rule, (other, schema))?);
        }
    }
    Ok(drafts)
}

/// The tag itself. Where it names no branch, nothing else is said of the document.
fn tag<'a>(site: &Site<'a>, rule: &UnionRule<'a>) -> Result<Vec<Draft>, Error> {
    let tag = object::member_site(site, &rule.tag);
    let mut specimens = value::wrong_types(&tag)?;
    specimens.extend(specimen::of_scalar(&tag.schema.shape()?, &tag.schema)?);
    specimens.retain(|it| !it.breaks.is_empty());
    let name = quoted(rule.tag.name);
    let mut drafts = Vec::new();
    if let Some(first) = specimens.first() {
        let text = format!("{{{name}:{},\"extra\":[]}}", first.node);
        let refused = Intention::Refused(tag.violations(first));
        drafts.push(tag.draft("wrong-like-all-the-rest", text, refused));
    }
    drafts.extend(tag.drafts(specimens));
    drafts.push(object::missing(site, &rule.tag));
    drafts.push(site.refused("no-members", "{}".to_owned(), &["required"]));
    let unknown_member = r#"{"extra":[]}"#.to_owned();
    drafts.push(site.refused("only-an-unknown-member", unknown_member, &["required"]));
    for (what, (value, _)) in ["twice", "twice-and-different"].into_iter().zip(&rule.branches) {
        let text = site.with_members(|all| all.push((name.clone(), Node::string(value))));
        let what = format!("{}/{what}", rule.tag.name);
        drafts.push(site.twice(&what, text, rule.tag.name));
    }
    Ok(drafts)
}

/// Documents of one branch.
fn branch<'a>(
    place: &Site<'a>,
    rule: &ObjectRule<'a>,
    union: &UnionRule<'a>,
    value: &str,
) -> Result<Vec<Draft>, Error> {
    let name = quoted(union.tag.name);
    let move_tag = |to_front: bool| {
        place.with_members(|members| {
            let Some(at) = members.iter().position(|(known, _)| *known == name) else { return };
            let tag = members.remove(at);
            members.insert(if to_front { 0 } else { members.len() }, tag);
        })
    };
    let only_tag = place.with_members(|members| members.retain(|(known, _)| *known == name));
    let others = rule.members.iter().filter(|it| it.required && it.name != union.tag.name);
    let escaped_tag = place.with_members(|members| {
        members.retain(|(known, _)| *known != name);
        members.push((escaped(union.tag.name), Node::raw(escaped(value))));
    });
    let mut drafts = vec![
        place.accepted("minimal", place.document.to_string()),
        place.accepted("tag-first", move_tag(true)),
        place.accepted("tag-last", move_tag(false)),
        place.accepted("tag-escaped", escaped_tag),
        place.accepted("full", sample::full(&place.schema)?.to_string()),
        place.refused("only-the-tag", only_tag, &others.map(|_| "required").collect::<Vec<_>>()),
        unknown::one(place, rule),
        object::missing(place, &union.tag),
    ];
    let needed = rule.members.iter().filter(|it| it.required && it.name != union.tag.name);
    drafts.extend(needed.map(|member| object::missing(place, member)));
    Ok(drafts)
}

/// A document of one branch that says it is of another one, as far as it is known what is wrong
/// with it then.
fn wrong_branch<'a>(
    place: &Site<'a>,
    rule: &ObjectRule<'a>,
    union: &UnionRule<'a>,
    (value, schema): (&str, &Schema<'a>),
) -> Result<Option<Draft>, Error> {
    let Kind::Object(other) = schema.shape()?.kind else { return Ok(None) };
    let has = |name: &str| rule.members.iter().any(|it| it.required && it.name == name);
    let needed = other.members.iter().filter(|it| it.required && !has(it.name));
    let mut wrong: Vec<_> = needed.map(|_| Violation::new("", "required")).collect();
    let is_unknown = |name: &str| other.members.iter().all(|it| it.name != name);
    if other.closed && rule.members.iter().any(|it| it.required && is_unknown(it.name)) {
        wrong.push(Violation::new("", "additionalProperties"));
    }
    for member in rule.members.iter().filter(|it| it.required) {
        let theirs = other.members.iter().find(|it| it.name == member.name);
        let Some(theirs) = theirs else { continue };
        if let Kind::Text(text_rule) = &theirs.schema.shape()?.kind {
            let written = sample::minimal(&member.schema)?.to_string();
            let at = object::member_site(place, member);
            let faults = text::faults(text_rule, &theirs.schema, &written)?;
            wrong.extend(faults.into_iter().map(|it| Violation::new(at.pointer(), it)));
        }
    }
    if wrong.is_empty() {
        return Ok(None);
    }
    let tag = place.inside(Token::name(union.tag.name), union.tag.schema.clone());
    let text = tag.with(Node::string(value));
    let what = format!("with-the-tag-of-{value}");
    Ok(Some(place.draft(&what, text, Intention::Refused(wrong))))
}
