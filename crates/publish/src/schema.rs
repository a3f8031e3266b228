//! The published schema of a type.

use serde_json::{Map, Value};

use crate::MARK;
use crate::error::Error;
use crate::keyword;
use crate::number::write_whole_numbers;
use crate::publication::ContractSide;
use crate::root_type::RootType;

/// What the Rust type says it accepts or emits, as a self-contained document with an id.
pub(crate) fn published(root: &RootType, side: ContractSide) -> Result<Value, Error> {
    let mut schema = described(root, side)?;
    if let Value::Object(keywords) = &mut schema {
        let id = match side {
            ContractSide::Accept => format!("urn:export-bundles:v1:{}", root.name()),
            ContractSide::Emit => format!("urn:export-bundles:v1:emit:{}", root.name()),
        };
        keywords.insert("$id".to_owned(), id.into());
        keywords.insert("$comment".to_owned(), MARK.into());
    }
    Ok(schema)
}

/// The schema without an id of its own, to become a part of another document.
pub(crate) fn described(root: &RootType, side: ContractSide) -> Result<Value, Error> {
    let mut schema = root.schema(side);
    write_whole_numbers(&mut schema);
    if side == ContractSide::Emit {
        keyword::change(&mut schema, &mut drop_default);
        encode_examples(&mut schema, root)?;
        if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
            for (name, definition) in definitions {
                if let Some(root) = RootType::named(name) {
                    encode_examples(definition, root)?;
                }
            }
        }
        write_whole_numbers(&mut schema);
    }
    Ok(schema)
}

/// What is always there has no default, and generators of clients would make it optional.
fn drop_default(keywords: &mut Map<String, Value>) {
    keywords.remove("default");
}

/// The examples as the type writes them: with defaults filled in.
fn encode_examples(schema: &mut Value, root: &RootType) -> Result<(), Error> {
    let examples = schema.get_mut("examples").and_then(Value::as_array_mut);
    for example in examples.into_iter().flatten() {
        *example = root.encode(example).map_err(|why| Error::example(root.title, &why))?;
    }
    Ok(())
}
