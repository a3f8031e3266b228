//! A value of every JSON type where another one is asked for.

use super::Specimen;
use crate::node::Node;
use crate::schema::{Kind, Shape};

/// A value of each JSON type, as far as it is wrong; null also where it is right.
pub(crate) fn specimens(shape: &Shape<'_>) -> Vec<Specimen> {
    let Some((keywords, right)) = asked_for(&shape.kind) else { return Vec::new() };
    // A string that a lenient reader would take for the number or the word that is asked for.
    let text = match shape.kind {
        Kind::Boolean => r#""true""#,
        _ => r#""7""#,
    };
    let values = [
        ("null", "null"),
        ("boolean", "true"),
        ("number", "7"),
        ("text", text),
        ("array", "[]"),
        ("object", "{}"),
    ];
    let made = values.into_iter().filter(|(kind, _)| *kind != right).map(|(kind, value)| {
        let node = Node::raw(value);
        let specimen = match kind {
            "null" if shape.nullable => Specimen::accepted(kind, node),
            _ => Specimen::refused(kind, node, keywords.iter().copied()),
        };
        specimen.essential()
    });
    made.collect()
}

/// The keywords that a value of a wrong type fails, and the type that is right.
fn asked_for(kind: &Kind<'_>) -> Option<(Vec<&'static str>, &'static str)> {
    match kind {
        Kind::Anything => None,
        Kind::Boolean => Some((vec!["type"], "boolean")),
        Kind::Number(_) => Some((vec!["type"], "number")),
        Kind::Text(_) => Some((vec!["type"], "text")),
        // A value of another type is not in the set either.
        Kind::Words(words) => Some((words.faults(false), "text")),
        Kind::List(_) => Some((vec!["type"], "array")),
        Kind::Object(_) | Kind::Union(_) => Some((vec!["type"], "object")),
    }
}
