//! Several faults in one document: all of them are listed.

use super::site::Site;
use super::{object, value};
use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::node::{Node, quoted};
use crate::schema::{Member, ObjectRule};

pub(super) fn cases(site: &Site<'_>, rule: &ObjectRule<'_>) -> Result<Vec<Draft>, Error> {
    let mut drafts = Vec::new();
    let pointer = site.pointer();
    let mut wrong = Vec::new();
    for member in &rule.members {
        let place = object::member_site(site, member);
        if let Some(specimen) = value::wrong(&place)? {
            wrong.push((member, place.violations(&specimen), specimen.node));
        }
    }
    let with = |chosen: &[(&Member<'_>, Vec<Violation>, Node)], unknown_member: bool| {
        site.with_members(|members| {
            for (member, _, node) in chosen {
                let name = quoted(member.name);
                members.retain(|(known, _)| *known != name);
                members.push((name, node.clone()));
            }
            members.extend(unknown_member.then(|| ("\"extra\"".to_owned(), Node::raw("null"))));
        })
    };
    let listed = |chosen: &[(&Member<'_>, Vec<Violation>, Node)]| {
        chosen.iter().flat_map(|(_, violations, _)| violations.clone()).collect::<Vec<_>>()
    };
    if let Some(two) = wrong.get(..2) {
        let refused = Intention::Refused(listed(two));
        drafts.push(site.draft("several-faults/two-wrong-members", with(two, false), refused));
    }
    let all = Intention::Refused(listed(&wrong));
    drafts.push(site.draft("several-faults/every-member-wrong", with(&wrong, false), all));
    if let (Some(one), true) = (wrong.get(..1), rule.closed) {
        let unknown_member = Violation::new(pointer.clone(), "additionalProperties");
        let both = listed(one).into_iter().chain([unknown_member.clone()]).collect();
        let both = Intention::Refused(both);
        drafts.push(site.draft("several-faults/wrong-and-unknown", with(one, true), both));
        if let Some(member) = rule.members.iter().find(|it| it.required) {
            let name = quoted(member.name);
            let text = site.with_members(|members| {
                members.retain(|(known, _)| *known != name);
                members.push(("\"extra\"".to_owned(), Node::raw("null")));
            });
            let both = vec![Violation::new(pointer, "required"), unknown_member];
            let both = Intention::Refused(both);
            drafts.push(site.draft("several-faults/missing-and-unknown", text, both));
        }
    }
    Ok(drafts)
}
