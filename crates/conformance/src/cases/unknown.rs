//! Members that a schema does not name.

use super::site::Site;
use super::{Coverage, Topic};
use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::node::{Node, quoted};
use crate::schema::{Kind, ObjectRule, Schema};

/// Names that are ordinary in JSON and special somewhere else, or hard to show.
const NAMES: &[(&str, &str)] = &[
    ("prototype", "__proto__"),
    ("constructor", "constructor"),
    ("empty-name", ""),
    ("has-own-property", "hasOwnProperty"),
    ("to-string", "toString"),
    ("python-class", "__class__"),
    ("model-config", "model_config"),
    ("json-schema", "$schema"),
    ("number", "0"),
    ("space", " "),
    ("nul", "\0"),
    ("pointer-escapes", "~0/~1"),
    ("beyond-the-bmp", "\u{1f980}"),
    ("line-break", "a\nb"),
];

/// The names that are tried with every type.
const ESSENTIAL: &[&str] = &["prototype", "constructor", "empty-name", "name-in-camel-case"];

/// A name longer than a message repeats.
const LONG: usize = 300;

pub(super) fn cases<'a>(
    site: &Site<'a>,
    rule: &ObjectRule<'a>,
    coverage: &mut Coverage<'a>,
) -> Result<Vec<Draft>, Error> {
    let is_new = coverage.opens(Topic::Unknown);
    let mut drafts = vec![one(site, rule)];
    let names = NAMES.iter().filter(|(what, _)| is_new || ESSENTIAL.contains(what));
    drafts.extend(names.map(|(what, name)| with(site, rule, what, &[*name])));
    if let Some(known) = rule.members.iter().map(|it| it.name).max_by_key(|it| it.len()) {
        let near = near_misses(known).into_iter();
        for (what, name) in near.filter(|(what, _)| is_new || ESSENTIAL.contains(what)) {
            if rule.members.iter().all(|it| it.name != name) {
                drafts.push(with(site, rule, what, &[&name]));
            }
        }
    }
    if let Some(name) = name_of_another_type(rule, coverage)? {
        drafts.push(with(site, rule, "member-of-another-type", &[&name]));
    }
    drafts.push(with(site, rule, "two", &["extra", "more"]));
    if is_new {
        drafts.push(with(site, rule, "seven", &["g", "f", "e", "d", "c", "b", "a"]));
        drafts.push(with(site, rule, "long-name", &[&"x".repeat(LONG)]));
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        let text = site.with_members(|all| all.push((quoted("extra"), Node::raw(deep))));
        drafts.push(site.draft(
            "unknown-member/too-deep",
            text,
            Intention::Refused(vec![Violation::new("", "depth")]),
        ));
    }
    Ok(drafts)
}

/// A single member of which nobody knows.
pub(super) fn one(site: &Site<'_>, rule: &ObjectRule<'_>) -> Draft {
    with(site, rule, "plain", &["extra"])
}

fn with(site: &Site<'_>, rule: &ObjectRule<'_>, what: &str, names: &[&str]) -> Draft {
    let text = site.with_members(|members| {
        members.extend(names.iter().map(|name| (quoted(name), Node::raw("null"))));
    });
    let what = format!("unknown-member/{what}");
    if rule.closed {
        site.refused(&what, text, &["additionalProperties"])
    } else {
        site.accepted(&what, text)
    }
}

/// Names that are nearly `known`.
fn near_misses(known: &str) -> [(&'static str, String); 5] {
    let mut camel = String::new();
    for (at, word) in known.split('_').enumerate() {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        camel.push_str(&if at > 0 { first.to_uppercase() } else { first.to_owned() });
        camel.push_str(rest);
    }
    [
        ("name-in-camel-case", camel),
        ("name-in-capitals", known.to_uppercase()),
        ("name-with-hyphens", known.replace('_', "-")),
        ("name-and-a-space", format!("{known} ")),
        ("name-and-a-letter", format!("{known}s")),
    ]
}

/// A member that another type has and this one has not.
fn name_of_another_type(
    rule: &ObjectRule<'_>,
    coverage: &Coverage<'_>,
) -> Result<Option<String>, Error> {
    for source in coverage.types {
        if let Kind::Object(other) = Schema::of(source).shape()?.kind {
            let foreign =
                other.members.iter().find(|it| rule.members.iter().all(|own| own.name != it.name));
            if let Some(foreign) = foreign {
                return Ok(Some(foreign.name.to_owned()));
            }
        }
    }
    Ok(None)
}
