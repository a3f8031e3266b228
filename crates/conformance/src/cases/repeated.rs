//! Members that an object names twice.

use super::site::Site;
use super::{Coverage, Topic};
use crate::draft::Draft;
use crate::error::Error;
use crate::node::{Node, escaped, quoted};
use crate::sample;
use crate::schema::{Member, ObjectRule};

/// The ways that are tried with every type.
const ESSENTIAL: &[&str] = &["null-last", "spelled-with-an-escape"];

/// The document with a member twice, the same each time.
pub(super) fn once_more(site: &Site<'_>, member: &Member<'_>) -> Result<Draft, Error> {
    let (name, node) = (quoted(member.name), sample::minimal(&member.schema)?);
    let text = site.with_members(|members| {
        members.retain(|(known, _)| *known != name);
        members.extend([(name.clone(), node.clone()), (name, node)]);
    });
    Ok(site.twice(&format!("{}/twice", member.name), text, member.name))
}

/// Other ways to name the first member twice.
pub(super) fn cases(
    site: &Site<'_>,
    rule: &ObjectRule<'_>,
    coverage: &mut Coverage<'_>,
) -> Result<Vec<Draft>, Error> {
    let Some(member) = rule.members.first() else { return Ok(Vec::new()) };
    let is_new = coverage.opens(Topic::Repeated);
    let (name, escaped) = (quoted(member.name), escaped(member.name));
    let (node, null) = (sample::minimal(&member.schema)?, Node::raw("null"));
    let wrong = Node::raw("[[]]");
    let ways: [(&str, Vec<(&String, &Node)>); 6] = [
        ("null-first", vec![(&name, &null), (&name, &node)]),
        ("null-last", vec![(&name, &node), (&name, &null)]),
        ("wrong-both-times", vec![(&name, &wrong), (&name, &wrong)]),
        ("three-times", vec![(&name, &node), (&name, &node), (&name, &node)]),
        ("spelled-with-an-escape", vec![(&name, &node), (&escaped, &node)]),
        ("escaped-both-times", vec![(&escaped, &node), (&escaped, &node)]),
    ];
    let ways = ways.into_iter().filter(|(what, _)| is_new || ESSENTIAL.contains(what));
    let mut drafts = Vec::new();
    for (what, members) in ways {
        let text = site.with_members(|all| {
            all.retain(|(known, _)| *known != name);
            all.extend(members.into_iter().map(|(name, node)| (name.clone(), node.clone())));
        });
        drafts.push(site.twice(&format!("member-twice/{what}"), text, member.name));
    }
    let once = site.with_members(|all| {
        all.retain(|(known, _)| *known != name);
        all.insert(0, (escaped, node));
    });
    drafts.push(site.accepted("name-spelled-with-an-escape", once));
    if is_new {
        let unknown_member = quoted("extra");
        let text = site.with_members(|all| {
            all.extend([(unknown_member.clone(), null.clone()), (unknown_member, null)])
        });
        drafts.push(site.twice("member-twice/unknown", text, "extra"));
    }
    Ok(drafts)
}
