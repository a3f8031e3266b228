//! The second look at a document that was rejected: with the schema itself.

mod declared;
mod message;
mod violations;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use export_bundles_ijson::{self as ijson, Fault, Outline, Sketch};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use crate::compiled;
use crate::contract::{Contract, DocumentType, Mismatch};
use crate::rejection::{LIMIT, Rejection};
use crate::types::{OUTLINES, SOURCES};

/// Lists what is wrong with a document that [`Contract::read`] refused.
#[cold]
pub(crate) fn examine<T: Contract>(bytes: &[u8], mismatch: &Mismatch) -> Rejection {
    let key = Key::of::<T>(bytes);
    let sketch = match sketch(bytes, mismatch, key.file) {
        Ok(sketch) => sketch,
        Err(fault) => return Rejection::of_text(T::TITLE, &fault),
    };
    match validator(&key).map(|it| violations::of(&sketch, key.file, it)) {
        Ok(found) if !found.is_empty() => return Rejection::of_value(T::TITLE, found),
        Ok(_) => {}
        Err(why) => return Rejection::of_defect(T::TITLE, why),
    }
    let why = "the schema accepts what the Rust type refuses; please report it";
    Rejection::of_defect(T::TITLE, why.to_owned())
}

/// Reads the document, which is not what `file` describes, as far as something is to be said of it.
fn sketch(bytes: &[u8], mismatch: &Mismatch, file: &str) -> Result<Sketch, Fault> {
    let outline = OUTLINES.iter().find(|(name, _)| *name == file).map(|(_, outline)| outline());
    let outline = outline.unwrap_or(Outline::PLAIN);
    let text = std::str::from_utf8(bytes).ok();
    // One more than is listed tells that there are more.
    let sketch = text.and_then(|text| ijson::sketch(text, mismatch, outline, LIMIT + 1));
    sketch.map_or_else(|| ijson::read(bytes).map(Sketch::from), Ok)
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
    fn of<T: Contract>(bytes: &[u8]) -> Self {
        let kind = DocumentType::of::<T>();
        match kind.branch_of(bytes) {
            Some(branch) => Self { file: branch.file(), head: false },
            None => Self { file: kind.file(), head: kind.tag().is_some() },
        }
    }
}

/// The validator for a key, compiled when it is first asked for: to compile all takes milliseconds, which
/// the first sender of a bad document would wait for.
fn validator(key: &Key) -> Result<&'static Validator, String> {
    static VALIDATORS: LazyLock<BTreeMap<Key, OnceLock<Result<Validator, String>>>> =
        LazyLock::new(|| {
            let files = DocumentType::all().iter().map(|kind| kind.file());
            let keys = files.flat_map(|file| [false, true].map(|head| Key { file, head }));
            keys.map(|key| (key, OnceLock::new())).collect()
        });
    let validator =
        VALIDATORS.get(key).ok_or_else(|| format!("no schema is called {}", key.file))?;
    validator.get_or_init(|| compile(key)).as_ref().map_err(Clone::clone)
}

fn compile(key: &Key) -> Result<Validator, String> {
    static REGISTRY: LazyLock<Result<Registry<'static>, String>> =
        LazyLock::new(|| compiled::registry(SOURCES));
    let registry = REGISTRY.as_ref().map_err(Clone::clone)?;
    let schema = match key.head {
        true => head_of(key.file).ok_or_else(|| format!("{} is no union", key.file))?,
        false => json!({ "$ref": compiled::uri(key.file, "") }),
    };
    compiled::validator(registry, &schema, true)
}

/// A union without its branches.
fn head_of(file: &str) -> Option<Value> {
    let (_, text) = SOURCES.iter().find(|(name, _)| *name == file)?;
    let mut schema: Value = serde_json::from_str(text).ok()?;
    schema.as_object_mut()?.remove("oneOf")?;
    Some(schema)
}
