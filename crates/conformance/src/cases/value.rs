//! A value at a place: every specimen of its rule, and the values inside.

use std::collections::BTreeSet;

use super::site::Site;
use super::{Coverage, LISTED, Topic, object};
use crate::draft::Draft;
use crate::error::Error;
use crate::node::Node;
use crate::place::Token;
use crate::sample;
use crate::schema::{Kind, ListRule};
use crate::specimen::{self, Break, Specimen, free_form, list, wrong_type};

pub(super) fn cases<'a>(site: &Site<'a>, coverage: &mut Coverage<'a>) -> Result<Vec<Draft>, Error> {
    let shape = site.schema.shape()?;
    let is_new = coverage.meets(&shape.kind);
    let mut specimens = wrong_types(site)?;
    let default = shape.default.map(|it| Specimen::accepted("default", it.into()).essential());
    specimens.extend(default);
    specimens.extend(match &shape.kind {
        Kind::Anything => free_form::specimens(site.path.len()),
        Kind::Object(rule) if rule.is_free() => free_form::specimens(site.path.len()),
        Kind::List(rule) => list::specimens(rule)?,
        _ => specimen::of_scalar(&shape, &site.schema)?,
    });
    specimens.retain(|it| is_new || it.essential);
    // Of two names for one text, that which every place with the rule has is the better one.
    specimens.sort_by_key(|it| !it.essential);
    let mut texts = BTreeSet::new();
    specimens.retain(|it| texts.insert(it.node.to_string()));
    let mut drafts = site.drafts(specimens);
    drafts.extend(match &shape.kind {
        Kind::List(rule) => items(site, rule, coverage)?,
        Kind::Object(rule) if rule.is_free() => Vec::new(),
        Kind::Object(rule) => {
            let site = &site.around(sample::minimal(&site.schema)?);
            let has_own = shape.definition.is_some_and(|it| coverage.has_type(it));
            if site.path.is_empty() || is_new && !has_own {
                object::cases(site, rule, coverage)?
            } else {
                object::brief(site, rule)?
            }
        }
        _ => Vec::new(),
    });
    Ok(drafts)
}

pub(super) fn wrong_types(site: &Site<'_>) -> Result<Vec<Specimen>, Error> {
    Ok(wrong_type::specimens(&site.schema.shape()?))
}

/// The first specimen that is refused for its type, or as no word of the set.
pub(super) fn wrong(site: &Site<'_>) -> Result<Option<Specimen>, Error> {
    Ok(wrong_types(site)?
        .into_iter()
        .filter(|it| it.what != "null")
        .find(|it| !it.breaks.is_empty()))
}

fn items<'a>(
    site: &Site<'a>,
    rule: &ListRule<'a>,
    coverage: &mut Coverage<'a>,
) -> Result<Vec<Draft>, Error> {
    let Some(schema) = rule.items.as_ref().filter(|_| rule.max != Some(0)) else {
        return Ok(Vec::new());
    };
    let item = sample::minimal(schema)?;
    let several = rule.min.is_some_and(|min| min > 1);
    let few =
        if several { sample::minimal(&site.schema)? } else { Node::Array(vec![item.clone()]) };
    let first = site.around(few).inside(Token::Index(0), schema.clone());
    let mut drafts = cases(&first, coverage)?;
    if let Some(wrong) = wrong(&first)?
        && *rule == ListRule::of(schema.clone())
    {
        let three = site.around(Node::Array(vec![item.clone(), item.clone(), item]));
        let last = three.inside(Token::Index(2), schema.clone());
        drafts.extend(last.drafts([wrong.clone()]));
        if let [Break::Here(keyword)] = wrong.breaks.as_slice()
            && coverage.opens(Topic::Limit)
        {
            drafts.extend(site.drafts([beyond_the_limit(&wrong, keyword)]));
        }
    }
    Ok(drafts)
}

/// One wrong item more than are listed.
fn beyond_the_limit(wrong: &Specimen, keyword: &'static str) -> Specimen {
    let items = vec![wrong.node.clone(); LISTED + 1];
    let listed = (0..LISTED).map(|index| Break::Inside(vec![Token::Index(index)], keyword));
    Specimen::breaking("more-violations-than-are-listed", Node::Array(items), listed.collect())
}
