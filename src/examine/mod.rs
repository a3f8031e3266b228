//! The second look at a document that was rejected: with the schema itself.

mod declared;
mod message;
mod thin;
mod violations;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use export_bundles_ijson as ijson;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::compiled;
use crate::contract::{Contract, DocumentType, Tag};
use crate::rejection::Rejection;
use crate::types::SOURCES;

/// Lists what is wrong with a document that [`Contract::read`] refused.
#[cold]
pub(crate) fn examine<T: Contract>(bytes: &[u8]) -> Rejection {
    let mut document = match ijson::read(bytes) {
        Ok(document) => document,
        Err(fault) => return Rejection::of_text(T::TITLE, &fault),
    };
    let key = Key::of(T::FILE, T::TAG, &document);
    let thinned = thin::thin(&mut document, key.file);
    match validator(&key).map(|it| violations::of(&document, &thinned, key.file, it)) {
        Ok(found) if !found.is_empty() => return Rejection::of_value(T::TITLE, found),
        Ok(_) => {}
        Err(why) => return Rejection::of_defect(T::TITLE, why),
    }
    let why = "the schema accepts what the Rust type refuses; please report it";
    Rejection::of_defect(T::TITLE, why.to_owned())
}

/// Which schema to ask.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: &'static str,
    /// Only what a union says of its tag.
    head: bool,
}

impl Key {
    /// For a union that of the branch which the tag names, so that nobody has to read what is wrong
    /// with the other branches.
    fn of(file: &'static str, tag: Option<Tag>, document: &Value) -> Self {
        let Some(tag) = tag else { return Self { file, head: false } };
        let value = document.get(tag.member).and_then(Value::as_str);
        let branch = tag.branches.iter().find(|(name, _)| Some(*name) == value);
        match branch.and_then(|(_, title)| title.parse::<DocumentType>().ok()) {
            Some(branch) => Self { file: branch.file(), head: false },
            None => Self { file, head: true },
        }
    }
}

fn validator(key: &Key) -> Result<&'static Validator, String> {
    let validators = VALIDATORS.as_ref().map_err(Clone::clone)?;
    validators.get(key).ok_or_else(|| format!("no schema is called {}", key.file))
}

/// Every schema of the contract, compiled when a document is first rejected.
static VALIDATORS: LazyLock<Result<BTreeMap<Key, Validator>, String>> = LazyLock::new(|| {
    let registry = compiled::registry(SOURCES)?;
    let mut validators = BTreeMap::new();
    for kind in DocumentType::all() {
        let file = kind.file();
        let reference = json!({ "$ref": compiled::uri(file, "") });
        validators
            .insert(Key { file, head: false }, compiled::validator(&registry, &reference, true)?);
        if let Some(head) = head_of(file) {
            validators
                .insert(Key { file, head: true }, compiled::validator(&registry, &head, true)?);
        }
    }
    Ok(validators)
});

/// A union without its branches.
fn head_of(file: &str) -> Option<Value> {
    let (_, text) = SOURCES.iter().find(|(name, _)| *name == file)?;
    let mut schema: Value = serde_json::from_str(text).ok()?;
    schema.as_object_mut()?.remove("oneOf")?;
    Some(schema)
}
