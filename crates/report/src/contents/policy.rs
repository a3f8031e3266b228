//! The policies that held, however they are shaped.

use export_bundles::PolicyContext;
use export_bundles_document::{Block, Fact, Text};
use serde_json::{Map, Value};

use crate::format;

/// Which policy was broken, by how much, and what held besides.
pub fn of<'a>(context: &PolicyContext) -> Vec<Block<'a>> {
    let mut facts = Vec::new();
    let mut know = |name: &str, value: Option<Text>| {
        facts.extend(value.map(|value| Fact::new(name, value)));
    };
    know("Policy", context.violated_policy_name.as_deref().map(Text::plain));
    know("Its id", context.violated_policy_id.as_ref().map(|id| Text::code(id.as_str())));
    know(
        "Kind of violation",
        context.violation_type.as_ref().map(|it| format::words(it.as_str()).into()),
    );
    know("Threshold", context.threshold_value.as_deref().map(Text::plain));
    know("Actual value", context.actual_value.as_deref().map(Text::strong));
    know("Snapshot", Some(Text::code(context.policy_snapshot_id.as_str())));
    let mut blocks = vec![Block::heading(1, "The policies"), Block::Facts(facts)];
    if context.active_policies.is_empty() {
        blocks.push(Block::Paragraph("The bundle lists no policies of the snapshot.".into()));
        return blocks;
    }
    let said = match context.active_policies.len() {
        1 => "One policy held, as the policy store had it:".to_owned(),
        many => {
            format!("{} policies held, as the policy store had them:", format::count(many as u64))
        }
    };
    blocks.push(Block::Paragraph(said.into()));
    for (index, policy) in context.active_policies.iter().enumerate() {
        blocks.push(Block::heading(2, name(policy, index)));
        blocks.push(Block::Facts(members(policy)));
    }
    blocks
}

/// What a policy calls itself, if anything.
fn name(policy: &Map<String, Value>, index: usize) -> String {
    let named = ["name", "title", "id"].iter().find_map(|it| policy.get(*it)?.as_str());
    match named.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => format!("Policy {}", index + 1),
    }
}

/// Every value of an object, with the way to it.
fn members(object: &Map<String, Value>) -> Vec<Fact> {
    let mut facts = Vec::new();
    // What is still to be told, last first: objects may be nested deeper than calls can be.
    let mut rest: Vec<(String, &Value)> = inner("", object);
    while let Some((way, value)) = rest.pop() {
        match value {
            Value::Object(object) if !object.is_empty() => rest.extend(inner(&way, object)),
            Value::Array(items) if !items.is_empty() && !items.iter().all(is_scalar) => {
                let items = items.iter().enumerate().rev();
                rest.extend(items.map(|(index, item)| (format!("{way} › {}", index + 1), item)));
            }
            Value::Array(items) if !items.is_empty() => {
                let items: Vec<String> = items.iter().map(scalar).collect();
                facts.push(Fact::new(way, items.join(", ")));
            }
            value => facts.push(Fact::new(way, scalar(value))),
        }
    }
    facts
}

/// The members of an object in the order of their names, last first.
fn inner<'a>(way: &str, object: &'a Map<String, Value>) -> Vec<(String, &'a Value)> {
    let mut members: Vec<_> = object.iter().collect();
    members.sort_by(|(a, _), (b, _)| b.cmp(a));
    let way =
        |name: &str| if way.is_empty() { name.to_owned() } else { format!("{way} › {name}") };
    members.into_iter().map(|(name, value)| (way(name), value)).collect()
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Object(object) if !object.is_empty())
        && !matches!(value, Value::Array(items) if !items.is_empty())
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => "(empty text)".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(_) => "(empty list)".to_owned(),
        Value::Object(_) => "(empty)".to_owned(),
    }
}
