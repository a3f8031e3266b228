//! Lists: how many items, and whether they must differ.

use super::Specimen;
use crate::error::Error;
use crate::node::Node;
use crate::sample;
use crate::schema::{Kind, ListRule, Schema};

pub(crate) fn specimens(rule: &ListRule<'_>) -> Result<Vec<Specimen>, Error> {
    let Some(items) = &rule.items else { return Ok(Vec::new()) };
    let mut made = Vec::new();
    let most = distinct(items)?;
    let edges = [
        ("min-items-met", rule.min),
        ("min-items-undercut", rule.min.and_then(|min| min.checked_sub(1))),
        ("max-items-met", rule.max),
        ("max-items-exceeded", rule.max.map(|max| max + 1)),
        ("no-item", Some(0)),
        ("one-item", Some(1)),
        ("two-items", Some(2)),
    ];
    for (what, count) in edges.into_iter().filter_map(|(what, count)| Some((what, count?))) {
        if rule.unique && count > most.len() {
            continue;
        }
        let of_items = (0..count).filter_map(|at| most.get(at % most.len()).cloned());
        let node = Node::Array(of_items.collect());
        let specimen = Specimen::refused(what, node, faults(rule, count));
        made.push(specimen.essential());
    }
    if let Some(item) = most.first().filter(|_| rule.unique) {
        let twice = vec![item.clone(), item.clone()];
        let faults = faults(rule, twice.len()).into_iter().chain(["uniqueItems"]);
        made.push(Specimen::refused("one-item-twice", Node::Array(twice), faults).essential());
    }
    Ok(made)
}

/// Items that are good, each once.
fn distinct(items: &Schema<'_>) -> Result<Vec<Node>, Error> {
    let shape = items.shape()?;
    let mut found = match &shape.kind {
        Kind::Words(words) => words.values.iter().map(|it| Node::from(*it)).collect(),
        _ => vec![sample::minimal(items)?],
    };
    let first = found.first().map(Node::to_string);
    let others = shape.examples.iter().map(|it| Node::from(*it));
    found.extend(others.filter(|it| Some(it.to_string()) != first));
    Ok(found)
}

fn faults(rule: &ListRule<'_>, count: usize) -> Vec<&'static str> {
    let fails = [
        ("minItems", rule.min.is_some_and(|min| count < min)),
        ("maxItems", rule.max.is_some_and(|max| count > max)),
    ];
    fails.into_iter().filter(|(_, fails)| *fails).map(|(keyword, _)| keyword).collect()
}
