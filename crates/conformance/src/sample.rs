//! Instances that a schema accepts: the smallest, and one with everything in it.

use serde_json::Value;

use crate::error::Error;
use crate::node::Node;
use crate::place::Token;
use crate::schema::{Kind, ListRule, NumberRule, ObjectRule, Schema, Shape, TextRule};
use crate::specimen::{number, text};

/// A moment that a `date-time` without examples is set to.
const MOMENT: &str = "2026-03-14T09:26:53Z";

/// An instance with what is required and no more.
pub(crate) fn minimal(schema: &Schema<'_>) -> Result<Node, Error> {
    instance(schema, false, &mut Vec::new())
}

/// An instance with every member, and one item in every list.
pub(crate) fn full(schema: &Schema<'_>) -> Result<Node, Error> {
    instance(schema, true, &mut Vec::new())
}

/// `within` holds the definitions around: what contains itself ends where it may.
fn instance<'a>(schema: &Schema<'a>, full: bool, within: &mut Vec<&'a str>) -> Result<Node, Error> {
    let shape = schema.shape()?;
    within.extend(shape.definition);
    let node = match &shape.kind {
        Kind::Anything => Node::raw("null"),
        Kind::Boolean => Node::raw("true"),
        Kind::Number(rule) => Node::raw(number_of(rule, schema)?),
        Kind::Text(rule) => Node::string(&text_of(rule, &shape, schema)?),
        Kind::Words(words) => words.values.first().map_or(Node::raw("null"), |it| (*it).into()),
        Kind::List(rule) => list(rule, full, within)?,
        Kind::Object(rule) => object(rule, full, within)?,
        Kind::Union(rule) => match rule.branches.first() {
            Some((_, branch)) => instance(branch, full, within)?,
            None => return Err(schema.error("expected a union of one branch at least")),
        },
    };
    if shape.definition.is_some() {
        within.pop();
    }
    Ok(node)
}

fn list<'a>(rule: &ListRule<'a>, full: bool, within: &mut Vec<&'a str>) -> Result<Node, Error> {
    let Some(items) = &rule.items else { return Ok(Node::Array(Vec::new())) };
    let needed = rule.min.unwrap_or(0);
    let again = items.shape()?.definition.is_some_and(|it| within.contains(&it));
    let wanted = usize::from(full && !again && rule.max != Some(0));
    (0..needed.max(wanted))
        .map(|_| instance(items, full, within))
        .collect::<Result<_, _>>()
        .map(Node::Array)
}

fn object<'a>(rule: &ObjectRule<'a>, full: bool, within: &mut Vec<&'a str>) -> Result<Node, Error> {
    let mut node = Node::Object(Vec::new());
    for member in &rule.members {
        let again = member.schema.shape()?.definition.is_some_and(|it| within.contains(&it));
        if member.required || full && !again {
            node.put(&[Token::name(member.name)], instance(&member.schema, full, within)?);
        }
    }
    Ok(node)
}

fn number_of(rule: &NumberRule, schema: &Schema<'_>) -> Result<String, Error> {
    let bounds = [rule.minimum, rule.maximum, rule.exclusive_minimum, rule.exclusive_maximum];
    let lower = rule.minimum.or(rule.exclusive_minimum);
    let upper = rule.maximum.or(rule.exclusive_maximum);
    let between = lower.zip(upper).map(|(lower, upper)| lower.midpoint(upper));
    let near = bounds.into_iter().flatten().flat_map(|bound| [bound, bound + 1.0, bound - 1.0]);
    let numbers: Vec<f64> =
        [0.0, 1.0].into_iter().chain(near).chain(between).chain(rule.multiple_of).collect();
    let good = numbers.into_iter().find(|it| number::faults(rule, *it).is_empty());
    let why = "no number is known that it accepts; give its bounds more room";
    good.map(number::written).ok_or_else(|| schema.error(why))
}

fn text_of(rule: &TextRule<'_>, shape: &Shape<'_>, schema: &Schema<'_>) -> Result<String, Error> {
    if rule.pattern.is_none() && rule.format.is_none() {
        return Ok("x".repeat(rule.min.unwrap_or(0).max(rule.max.map_or(1, |max| max.min(1)))));
    }
    let examples = shape.examples.iter().filter_map(|it| Value::as_str(it));
    let example = examples.min_by_key(|it| it.len()).map(str::to_owned);
    let moment = rule.format.map(|_| MOMENT.to_owned());
    let why = "no string is known that it accepts; give it one in `examples`";
    match example.or(moment) {
        Some(text) => Ok(text),
        None => text::accepted(rule, schema)?.into_iter().next().ok_or_else(|| schema.error(why)),
    }
}
