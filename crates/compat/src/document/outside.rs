//! What is referred to and not known: a type that is equal to itself, and of which nothing else is
//! known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use exact_schema_schema::{pointer, reference};
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

/// The keyword of a schema that stands for an unknown one; its value is the reference in full.
pub(crate) const OUTSIDE: &str = "$outside";

/// Documents that stand for those that are referred to and not known, by their URIs.
#[derive(Debug, Default)]
pub(super) struct Stubs {
    documents: BTreeMap<String, Value>,
    /// The references that were asked for.
    asked: BTreeSet<String>,
}

impl Stubs {
    /// The document at the URI with a stub for what a reference to it names. None where the URI is that of
    /// a file: one that is missing is a mistake; and where there is one already, which does not help.
    pub(super) fn stub(&mut self, uri: &str, referred: &str) -> Option<&Value> {
        if uri.starts_with("file:") || !uri.contains(':') {
            return None;
        }
        let fragment = reference::split(referred).1;
        let place = reference::decode(fragment);
        let name = format!("{uri}#{fragment}");
        let stub = || Map::from_iter([(OUTSIDE.to_owned(), Value::from(name.as_str()))]);
        if !self.asked.insert(name.clone()) {
            return None;
        }
        let named = || Map::from_iter([("$id".to_owned(), Value::from(uri))]).into();
        let document = self.documents.entry(uri.to_owned()).or_insert_with(named);
        if place.is_empty() {
            document.as_object_mut()?.extend(stub());
        } else if place.starts_with('/') {
            let mut at = &mut *document;
            for token in pointer::tokens(&place) {
                let members = at.as_object_mut()?;
                at = members.entry(token).or_insert_with(|| Map::new().into());
            }
            at.as_object_mut()?.extend(stub());
        } else {
            let mut anchored = stub();
            anchored.insert("$anchor".to_owned(), fragment.into());
            let definitions = document.as_object_mut()?.entry("$defs");
            let definitions = definitions.or_insert_with(|| Map::new().into());
            definitions.as_object_mut()?.insert(fragment.to_owned(), anchored.into());
        }
        Some(document)
    }
}

/// Notes that a validator came to what is not known.
pub(super) struct Outside(pub(super) Arc<AtomicBool>);

impl<'i> Keyword<'i> for Outside {
    fn validate(&self, _: &'i Value) -> Result<(), ValidationError<'i>> {
        self.0.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn is_valid(&self, _: &'i Value) -> bool {
        self.0.store(true, Ordering::Relaxed);
        true
    }
}
