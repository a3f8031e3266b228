//! What of a pair of documents is compared: the whole, or each of its definitions.

use std::collections::BTreeMap;

use exact_schema_schema::keyword::{self, Constrains};
use serde_json::Value;

use crate::{
    document::Document,
    options::Options,
    report::Compared,
    solve::{Budget, Outcome},
    witness,
};

/// Steps in which a root that accepts everything is known for it.
const STEPS: u64 = 50_000;

/// A type that is compared; one side may lack it.
pub(super) struct Subject {
    pub(super) old: Option<Document>,
    pub(super) new: Option<Document>,
}

/// What is compared of a pair, and what is to be said of that.
pub(super) fn subjects(
    old: &Document,
    new: &Document,
    options: &Options,
) -> (Vec<Subject>, Option<Compared>) {
    let whole = || Subject { old: Some(old.clone()), new: Some(new.clone()) };
    let says_nothing = [old, new].map(|it| accepts_everything(it, options));
    let is_collection =
        [old, new].into_iter().zip(says_nothing).any(|(it, nothing)| nothing || is_collection(it));
    let definitions =
        if options.definitions || is_collection { definitions(old, new) } else { BTreeMap::new() };
    if definitions.is_empty() {
        return (vec![whole()], None);
    }
    let root = says_nothing != [true, true];
    let compared =
        Compared { document: new.name().to_owned(), root, definitions: definitions.len() };
    let definitions = definitions.into_values().map(|[before, after]| Subject {
        old: before.map(|at| old.definition(&at)),
        new: after.map(|at| new.definition(&at)),
    });
    (root.then(whole).into_iter().chain(definitions).collect(), Some(compared))
}

/// Where each definition stands in the old and in the new document, by name.
fn definitions(old: &Document, new: &Document) -> BTreeMap<String, [Option<String>; 2]> {
    let mut definitions: BTreeMap<String, [Option<String>; 2]> = BTreeMap::new();
    for (side, document) in [old, new].into_iter().enumerate() {
        for (name, at) in document.definitions() {
            definitions.entry(name).or_default()[side] = Some(at.to_owned());
        }
    }
    definitions
}

fn accepts_everything(document: &Document, options: &Options) -> bool {
    let everything = Value::Bool(true);
    let formats_assert = !options.annotate_formats;
    let budget = Budget::new(STEPS);
    let searched = witness::search(&[&everything], document.schema(), &[], formats_assert, &budget);
    searched.outcome == Outcome::Empty
}

/// Whether the root says nothing but the `type`, and so is there for its definitions.
fn is_collection(document: &Document) -> bool {
    let says = |name: &String| {
        keyword::find(name).is_some_and(|it| it.constrains != Constrains::Nothing) && name != "type"
    };
    document.schema().as_object().is_none_or(|keywords| !keywords.keys().any(says))
}
