//! What the members of a bundle mean, in the words of their schemas.

use std::collections::BTreeMap;

use export_bundles::{Direction, DocumentType};
use export_bundles_document::{Block, Column, Row, Table, Text};
use serde_json::Value;

/// The members of a type, and of the objects in it.
pub fn of<'a>(document: DocumentType) -> Vec<Block<'a>> {
    let schema = document.schema(Direction::Accept);
    let mut rows = Vec::new();
    tell("", &schema, &schema, &mut rows);
    let columns =
        vec![Column::new("Member", 36.0).naming_rows(), Column::new("What it says", 64.0)];
    let caption = Text::plain("The members by their names; those of an object stand behind it.");
    vec![
        Block::heading(1, "What the members mean"),
        Block::Paragraph(
            Text::plain("The members of the attached document, as the schema ")
                .and(document.title())
                .and(" describes them. Amounts are rounded in this report to a ten-thousandth of a cent, \
                      durations to a thousandth of a millisecond; the attached document has them in full."),
        ),
        Block::Table(Table { caption, columns, rows: Box::new(rows) }),
    ]
}

/// The members of an object, those of an object within it after it.
fn tell(way: &str, object: &Value, root: &Value, rows: &mut Vec<Row>) {
    let Some(members) = object.get("properties").and_then(Value::as_object) else { return };
    // By their names: in a build of another crate's choice the members have another order.
    let members: BTreeMap<_, _> = members.iter().collect();
    for (name, member) in members {
        let name = format!("{way}{name}");
        if let Some(said) = member.get("description").and_then(Value::as_str) {
            rows.push(Row::new(vec![Text::code(&name), said.replace('`', "").into()]));
        }
        match (resolved(member, root), member.get("items").and_then(|it| resolved(it, root))) {
            (Some(inner), _) => tell(&format!("{name}."), inner, root, rows),
            (None, Some(item)) => tell(&format!("{name}[]."), item, root, rows),
            (None, None) => {}
        }
    }
}

/// What a schema refers to in its own definitions.
fn resolved<'a>(schema: &Value, root: &'a Value) -> Option<&'a Value> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    root.get("$defs")?.get(name)
}
