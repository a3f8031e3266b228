//! Places where instances of a schema go.

use crate::draft::{Draft, Intention, Violation};
use crate::node::Node;
use crate::place::{Token, name_of, pointer_of};
use crate::schema::Schema;
use crate::specimen::{Break, Specimen};
use crate::type_schema::TypeSchema;

/// A place in a document in which all the rest is good.
#[derive(Clone)]
pub(super) struct Site<'a> {
    pub(super) source: &'a TypeSchema,
    /// What the instance at the place must be.
    pub(super) schema: Schema<'a>,
    pub(super) document: Node,
    pub(super) path: Vec<Token>,
    /// Where the case belongs, before its place: the type, and a branch of a union.
    prefix: String,
}

impl<'a> Site<'a> {
    /// The whole document.
    pub(super) fn root(source: &'a TypeSchema, schema: Schema<'a>, document: Node) -> Self {
        Self { source, schema, document, path: Vec::new(), prefix: source.name.clone() }
    }

    /// The whole document, where it is `branch` of a union.
    pub(super) fn branch(&self, branch: &str, schema: Schema<'a>, document: Node) -> Self {
        let prefix = format!("{}/branch-{branch}", self.prefix);
        Self { source: self.source, schema, document, path: Vec::new(), prefix }
    }

    /// The place of a member or an item.
    pub(super) fn inside(&self, token: Token, schema: Schema<'a>) -> Self {
        let path = self.path.iter().cloned().chain([token]).collect();
        Self { path, schema, ..self.clone() }
    }

    /// The same place with another value around.
    pub(super) fn around(&self, node: Node) -> Self {
        let mut site = self.clone();
        site.document.put(&self.path, node);
        site
    }

    pub(super) fn pointer(&self) -> String {
        pointer_of(&self.path)
    }

    /// The document with `node` at the place.
    pub(super) fn with(&self, node: Node) -> String {
        let mut document = self.document.clone();
        document.put(&self.path, node);
        document.to_string()
    }

    /// The document with the members of the object at the place changed.
    pub(super) fn with_members(&self, change: impl FnOnce(&mut Vec<(String, Node)>)) -> String {
        let mut document = self.document.clone();
        if let Some(members) = document.members_at(&self.path) {
            change(members);
        }
        document.to_string()
    }

    /// A case of the document `text`.
    pub(super) fn draft(&self, what: &str, text: String, intention: Intention) -> Draft {
        let mut name = self.prefix.clone();
        for part in [name_of(&self.path).as_str(), what] {
            if !part.is_empty() {
                name.push('/');
                name.push_str(part);
            }
        }
        Draft { name, title: self.source.title.clone(), text, intention: intention.told() }
    }

    pub(super) fn accepted(&self, what: &str, text: String) -> Draft {
        self.draft(what, text, Intention::Accepted)
    }

    /// A case of a document in which keywords fail for the value at the place.
    pub(super) fn refused(&self, what: &str, text: String, keywords: &[&'static str]) -> Draft {
        let here = keywords.iter().map(|keyword| Violation::new(self.pointer(), *keyword));
        self.draft(what, text, Intention::Refused(here.collect()))
    }

    /// A case of a document in which the object at the place names a member twice.
    pub(super) fn twice(&self, what: &str, text: String, name: &str) -> Draft {
        let path: Vec<Token> = self.path.iter().cloned().chain([Token::name(name)]).collect();
        let violation = Violation::new(pointer_of(&path), "duplicateMember");
        self.draft(what, text, Intention::Refused(vec![violation]))
    }

    /// A case for each specimen.
    pub(super) fn drafts(&self, specimens: impl IntoIterator<Item = Specimen>) -> Vec<Draft> {
        specimens.into_iter().map(|specimen| self.specimen(specimen)).collect()
    }

    fn specimen(&self, specimen: Specimen) -> Draft {
        let intention = Intention::of(self.violations(&specimen));
        self.draft(&specimen.what, self.with(specimen.node), intention)
    }

    /// What a specimen breaks at this place.
    pub(super) fn violations(&self, specimen: &Specimen) -> Vec<Violation> {
        let violation = |broken: &Break| match broken {
            Break::Here(keyword) => Violation::new(self.pointer(), *keyword),
            Break::Inside(path, keyword) => {
                let path: Vec<Token> = self.path.iter().chain(path).cloned().collect();
                Violation::new(pointer_of(&path), *keyword)
            }
            Break::Text(keyword) => Violation::new("", *keyword),
        };
        specimen.breaks.iter().map(violation).collect()
    }
}
