//! Specimens: values that a rule accepts or refuses, with what each is meant to show.
//!
//! What a specimen breaks is known from the way it was made.

mod date_time;
pub(crate) mod free_form;
pub(crate) mod list;
pub(crate) mod number;
mod pattern;
pub(crate) mod text;
mod word;
pub(crate) mod wrong_type;

use crate::error::Error;
use crate::node::Node;
use crate::place::Token;
use crate::schema::{Kind, Schema, Shape};

/// A value with a known verdict.
#[derive(Clone, Debug)]
pub(crate) struct Specimen {
    /// What is special about it: the last part of a case's name.
    pub(crate) what: String,
    pub(crate) node: Node,
    /// Nothing if it is accepted.
    pub(crate) breaks: Vec<Break>,
    /// Whether every place with the rule is tried with it; the others are tried once, because an
    /// implementation has one code for one rule.
    pub(crate) essential: bool,
}

/// What a specimen breaks.
#[derive(Clone, Debug)]
pub(crate) enum Break {
    /// A keyword that fails for the value itself.
    Here(&'static str),
    /// A keyword that fails for a value inside.
    Inside(Vec<Token>, &'static str),
    /// The text as a whole.
    Text(&'static str),
}

impl Specimen {
    pub(crate) fn accepted(what: impl Into<String>, node: Node) -> Self {
        Self { what: what.into(), node, breaks: Vec::new(), essential: false }
    }

    pub(crate) fn refused(
        what: impl Into<String>,
        node: Node,
        keywords: impl IntoIterator<Item = &'static str>,
    ) -> Self {
        let breaks = keywords.into_iter().map(Break::Here).collect();
        Self { what: what.into(), node, breaks, essential: false }
    }

    pub(crate) fn breaking(what: impl Into<String>, node: Node, breaks: Vec<Break>) -> Self {
        Self { what: what.into(), node, breaks, essential: false }
    }

    pub(crate) fn essential(self) -> Self {
        Self { essential: true, ..self }
    }
}

/// The specimens of a value that holds no others.
pub(crate) fn of_scalar(shape: &Shape<'_>, schema: &Schema<'_>) -> Result<Vec<Specimen>, Error> {
    match &shape.kind {
        Kind::Boolean => Ok(["true", "false"]
            .map(|word| Specimen::accepted(word, Node::raw(word)).essential())
            .into()),
        Kind::Number(rule) => Ok(number::specimens(rule)),
        Kind::Text(rule) => text::specimens(rule, shape, schema),
        Kind::Words(words) => Ok(word::specimens(words)),
        Kind::Anything | Kind::List(_) | Kind::Object(_) | Kind::Union(_) => Ok(Vec::new()),
    }
}
