//! A JSON text in the making. Unlike a JSON value it may name a member twice, spell a name with
//! escapes, and hold what is no JSON at all.

use std::fmt;

use serde_json::Value;

use crate::place::Token;

#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Any text, as it is.
    Raw(String),
    Array(Vec<Node>),
    /// Each member with its name as a JSON string.
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn raw(text: impl Into<String>) -> Self {
        Self::Raw(text.into())
    }

    pub(crate) fn string(text: &str) -> Self {
        Self::Raw(quoted(text))
    }

    /// Puts `node` to the place that `path` leads to: in place of what is there, or as a new member
    /// or item.
    pub(crate) fn put(&mut self, path: &[Token], node: Self) {
        let Some((first, rest)) = path.split_first() else {
            *self = node;
            return;
        };
        match (self, first) {
            (Self::Object(members), Token::Name(name)) => {
                let name = quoted(name);
                match members.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, member)) => member.put(rest, node),
                    None => members.push((name, node)),
                }
            }
            (Self::Array(items), Token::Index(index)) => match items.get_mut(*index) {
                Some(item) => item.put(rest, node),
                None => items.push(node),
            },
            (other, _) => *other = node,
        }
    }

    /// The members of the object that `path` leads to.
    pub(crate) fn members_at(&mut self, path: &[Token]) -> Option<&mut Vec<(String, Self)>> {
        match self.at(path)? {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    fn at(&mut self, path: &[Token]) -> Option<&mut Self> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        let inner = match (self, first) {
            (Self::Object(members), Token::Name(name)) => {
                let name = quoted(name);
                members.iter_mut().find(|(known, _)| *known == name).map(|(_, member)| member)
            }
            (Self::Array(items), Token::Index(index)) => items.get_mut(*index),
            _ => None,
        };
        inner?.at(rest)
    }
}

/// A string as JSON writes it.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A string as JSON may write it, too: every character with an escape.
pub(crate) fn escaped(text: &str) -> String {
    let units: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    format!("\"{units}\"")
}

impl From<&Value> for Node {
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members.iter().map(|(name, member)| (quoted(name), member.into())).collect(),
            ),
            other => Self::Raw(other.to_string()),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raw(text) => f.write_str(text),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, member)) in members.iter().enumerate() {
                    write!(f, "{}{name}:{member}", if index > 0 { "," } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}
