//! The validators of a contract, each compiled when it is first asked for: to compile all takes
//! milliseconds, which the first sender of a bad document would wait for.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::Key;
use crate::compiled::{self, Uncompiled};
use crate::contract::Contract;

type Slots = BTreeMap<Key, OnceLock<Result<Validator, Uncompiled>>>;

/// A validator for each file of a contract, and for what each union says of its tag.
pub(crate) struct Validators(OnceLock<Slots>);

impl Validators {
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// The validator for a key.
    pub(super) fn of(
        &'static self,
        contract: &'static Contract,
        key: &Key,
    ) -> Result<&'static Validator, Uncompiled> {
        let slots = self.0.get_or_init(|| {
            let files = contract.types().iter().map(|kind| kind.file());
            let keys = files.flat_map(|file| [false, true].map(|head| Key { file, head }));
            keys.map(|key| (key, OnceLock::new())).collect()
        });
        let slot = slots
            .get(key)
            .ok_or_else(|| Uncompiled::because(format!("no schema is called {}", key.file)))?;
        slot.get_or_init(|| compile(contract, key)).as_ref().map_err(Clone::clone)
    }
}

fn compile(contract: &Contract, key: &Key) -> Result<Validator, Uncompiled> {
    let schema = match key.head {
        true => head_of(contract, key.file)
            .ok_or_else(|| Uncompiled::because(format!("{} is no union", key.file)))?,
        false => json!({ "$ref": compiled::uri(key.file, "") }),
    };
    compiled::validator(contract.registry()?, &schema, true)
}

/// A union without its branches.
fn head_of(contract: &Contract, file: &str) -> Option<Value> {
    let mut schema = contract.documents().get(file)?.clone();
    schema.as_object_mut()?.remove("oneOf")?;
    Some(schema)
}
