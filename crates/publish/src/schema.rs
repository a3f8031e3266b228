//! The published schema of a type.

use exact_schema_manifest::Manifest;
use exact_schema_runtime::{Direction, DocumentType};
use exact_schema_schema::subschema;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::mark::mark;
use crate::number::write_whole_numbers;

/// What the Rust type says it accepts or emits, as a self-contained document with an id.
pub(crate) fn published(
    kind: DocumentType,
    direction: Direction,
    manifest: &Manifest,
) -> Result<Value, Error> {
    let mut schema = described(kind, direction)?;
    if let Value::Object(keywords) = &mut schema {
        let (urn, version, name) = (&manifest.urn, manifest.version_folder(), kind.name());
        let id = match direction {
            Direction::Accept => format!("{urn}:{version}:{name}"),
            Direction::Emit => format!("{urn}:{version}:emit:{name}"),
        };
        keywords.insert("$id".to_owned(), id.into());
        keywords.insert("$comment".to_owned(), mark(manifest).into());
    }
    Ok(schema)
}

/// The schema without an id of its own, to become a part of another document.
pub(crate) fn described(kind: DocumentType, direction: Direction) -> Result<Value, Error> {
    let mut schema = kind.schema(direction);
    write_whole_numbers(&mut schema);
    if direction == Direction::Emit {
        subschema::change(&mut schema, &mut drop_default);
        encode_examples(&mut schema, kind)?;
        if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
            for (name, definition) in definitions {
                if let Ok(kind) = kind.contract().type_named(name) {
                    encode_examples(definition, kind)?;
                }
            }
        }
        write_whole_numbers(&mut schema);
    }
    Ok(schema)
}

/// What is always there has no default, and generators of clients would make it optional.
fn drop_default(keywords: &mut Map<String, Value>) {
    keywords.shift_remove("default");
}

/// The examples as the type writes them: with defaults filled in.
fn encode_examples(schema: &mut Value, kind: DocumentType) -> Result<(), Error> {
    let examples = schema.get_mut("examples").and_then(Value::as_array_mut);
    for example in examples.into_iter().flatten() {
        let encoded = kind.encode(example.to_string().as_bytes());
        *example = encoded.map_err(|why| Error::example(kind.title(), &why))?;
    }
    Ok(())
}
