//! An object at a place: members that are missing, unknown, twice or wrong.

use super::site::Site;
use super::{Coverage, repeated, several, unknown, value};
use crate::draft::Draft;
use crate::error::Error;
use crate::node::{Node, quoted};
use crate::place::Token;
use crate::sample;
use crate::schema::{Member, ObjectRule};

/// Every case of an object and of its members.
pub(super) fn cases<'a>(
    site: &Site<'a>,
    rule: &ObjectRule<'a>,
    coverage: &mut Coverage<'a>,
) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    for member in &rule.members {
        let place = member_site(site, member);
        drafts.push(if member.required {
            missing(site, member)
        } else {
            absent(&place, rule, member, site)?
        });
        drafts.push(repeated::once_more(site, member)?);
        drafts.extend(value::cases(&place, coverage)?);
    }
    drafts.extend(unknown::cases(site, rule, coverage)?);
    drafts.extend(repeated::cases(site, rule, coverage)?);
    drafts.push(nothing(site, rule));
    drafts.extend(several::cases(site, rule)?);
    Ok(drafts)
}

/// A few cases of an object that has cases of its own elsewhere: enough to see that it is examined
/// here too, and that pointers lead here.
pub(super) fn brief<'a>(site: &Site<'a>, rule: &ObjectRule<'a>) -> Result<Vec<Draft>, Error> {
    let needed = rule.members.iter().filter(|it| it.required);
    let mut drafts: Vec<Draft> = needed.map(|member| missing(site, member)).collect();
    if let Some(member) = rule.members.first() {
        let place = member_site(site, member);
        drafts.extend(place.drafts(value::wrong(&place)?));
        drafts.push(repeated::once_more(site, member)?);
    }
    drafts.push(unknown::one(site, rule));
    drafts.push(nothing(site, rule));
    Ok(drafts)
}

pub(super) fn member_site<'a>(site: &Site<'a>, member: &Member<'a>) -> Site<'a> {
    site.inside(Token::name(member.name), member.schema.clone())
}

/// The document without a member that it needs.
pub(super) fn missing(site: &Site<'_>, member: &Member<'_>) -> Draft {
    let name = quoted(member.name);
    let text = site.with_members(|members| members.retain(|(known, _)| *known != name));
    site.refused(&format!("{}/missing", member.name), text, &["required"])
}

/// The document without a member that it does not need, but with its neighbour: no member needs
/// another one.
#[expect(clippy::expect_used, reason = "of another member the case would be wrong")]
fn absent<'a>(
    place: &Site<'a>,
    rule: &ObjectRule<'a>,
    member: &Member<'a>,
    site: &Site<'a>,
) -> Result<Draft, Error> {
    let at = rule.members.iter().position(|it| it == member);
    let at = at.expect("the member is one of the object's");
    let around = rule.members.iter().cycle().skip(at + 1).take(rule.members.len() - 1);
    let neighbour = around.into_iter().find(|it| !it.required);
    let text = match neighbour {
        Some(neighbour) => member_site(site, neighbour).with(sample::minimal(&neighbour.schema)?),
        None => site.document.to_string(),
    };
    Ok(place.accepted("absent", text))
}

/// An object without members: every required one is missing.
fn nothing(site: &Site<'_>, rule: &ObjectRule<'_>) -> Draft {
    let missing: Vec<&str> =
        rule.members.iter().filter(|it| it.required).map(|_| "required").collect();
    let text = site.with(Node::Object(Vec::new()));
    match missing.as_slice() {
        [] => site.accepted("no-members", text),
        missing => site.refused("no-members", text, missing),
    }
}
