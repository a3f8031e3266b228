//! Reading a published schema: what an instance must be.

mod keyword;
mod shape;

use serde_json::{Map, Value};

pub(crate) use shape::{
    Kind, ListRule, Member, NumberRule, ObjectRule, Shape, TextRule, UnionRule, Words,
};

use crate::error::Error;
use crate::type_schema::TypeSchema;

/// A schema within the published schema of a type.
#[derive(Clone, Debug)]
pub(crate) struct Schema<'a> {
    pub(crate) title: &'a str,
    root: &'a Value,
    node: &'a Value,
    pointer: String,
}

/// Two schemas are the same rule if they say the same, wherever they stand.
impl PartialEq for Schema<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<'a> Schema<'a> {
    pub(crate) fn of(source: &'a TypeSchema) -> Self {
        let root = &source.schema;
        Self { title: &source.title, root, node: root, pointer: String::new() }
    }

    fn keywords(&self) -> Result<&'a Map<String, Value>, Error> {
        let found = self.node.as_object();
        found.ok_or_else(|| self.error("expected a schema that is an object, found another value"))
    }

    fn child(&self, tokens: &[&str], node: &'a Value) -> Self {
        let mut pointer = self.pointer.clone();
        for token in tokens {
            exact_schema_json::pointer::push(&mut pointer, token);
        }
        Self { pointer, node, ..*self }
    }

    /// The schema that a reference within the document names.
    fn target(&self, reference: &str) -> Result<Self, Error> {
        let target = reference.strip_prefix('#');
        let found = target.and_then(|pointer| Some((pointer, self.root.pointer(pointer)?)));
        match found {
            Some((pointer, node)) => Ok(Self { pointer: pointer.to_owned(), node, ..*self }),
            None => Err(self.error(&format!("`$ref` leads nowhere: {reference}"))),
        }
    }

    /// That something is wrong with this schema.
    pub(crate) fn error(&self, why: &str) -> Error {
        let (title, pointer) = (self.title.to_owned(), self.pointer.clone());
        Error::Schema { title, pointer, why: why.to_owned() }
    }

    fn unknown(&self, keyword: &str) -> Error {
        let (title, pointer) = (self.title.to_owned(), self.pointer.clone());
        Error::Keyword { title, pointer, keyword: keyword.to_owned() }
    }
}
