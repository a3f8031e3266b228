//! Schemas of any origin: of every draft, with identities and anchors, and with much that constrains nothing.

mod catalogue;
mod dialect;
mod notes;
mod origins;
mod read;

use std::path::PathBuf;

use exact_schema_schema::keyword::is_annotation;
use exact_schema_schema::{Draft, Location};
use serde_json::Value;

use crate::emit;
use crate::lower::Lowered;
use crate::options::Options;
use crate::refusal::{Refusal, Refusals};
use crate::schemas::Schemas;
use crate::shape::{Definition, Kind};

pub use notes::Note;
pub(crate) use origins::Origins;

/// How files of any origin are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The draft of files that do not declare one: 2020-12, unless it is said.
    pub draft: Option<Draft>,
    /// A folder of documents that are found by their `$id`.
    pub catalogue: Option<PathBuf>,
}

/// Types, and what is left out of the schemas they were made of, as it constrains nothing.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The Rust source.
    pub source: String,
    /// What was left out, one of each kind.
    pub notes: Vec<Note>,
    /// How much of it has a structure in Rust.
    pub structure: Structure,
}

/// How much of a schema has a structure in Rust, and how much the compiled schema checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// How many types there are.
    pub types: usize,
    /// How many of them are JSON values that the compiled schema checks.
    pub opaque: usize,
    /// How many have a structure beside which the compiled schema checks what the structure alone would let pass.
    pub guarded: usize,
    /// Whether the type of the root is one of these.
    pub root_is_opaque: bool,
}

impl Structure {
    fn of(lowered: &Lowered, file: &str) -> Self {
        let is_opaque = |it: &Definition| matches!(it.kind, Kind::Checked { .. });
        let is_guarded = |it: &Definition| matches!(it.kind, Kind::Guarded(_));
        let root = lowered.roots.get(&Location::root(file));
        let root = root.and_then(|name| lowered.definitions.get(name));
        Self {
            types: lowered.definitions.len(),
            opaque: lowered.definitions.values().filter(|it| is_opaque(it)).count(),
            guarded: lowered.definitions.values().filter(|it| is_guarded(it)).count(),
            root_is_opaque: root.is_some_and(is_opaque),
        }
    }
}

/// Rust source with a type for the root of a file of any origin, and for everything that it refers to. `roots` are
/// places in the file to make types for in its place, such as `#/$defs/Name`; of a file of nothing but definitions they are
/// all of these.
///
/// What constrains nothing there is left out and noted: unknown keywords, keywords for values of another type, formats
/// that nobody knows, and defaults and examples that do not fit.
///
/// # Errors
///
/// Every place that stops the generation, as it stands in the original files, sorted.
pub fn generate_noting(
    mut schemas: Schemas,
    file: &str,
    roots: &[String],
    options: &Options,
) -> Result<Noted, Refusals> {
    let mut left_out = notes::leave_out(&mut schemas, options.formats);
    let roots = places(&schemas, file, roots)?;
    loop {
        let generated = crate::lowered(&schemas, &roots, options).and_then(|lowered| {
            let source = emit::emit(&schemas, &lowered, options)?;
            Ok((source, Structure::of(&lowered, file)))
        });
        let refusals = match generated {
            Ok((source, structure)) => {
                let notes = notes::counted(&schemas, left_out);
                return Ok(Noted { source, notes, structure });
            }
            Err(refusals) => refusals,
        };
        let unfit: Vec<Refusal> =
            refusals.iter().filter(|it| notes::is_unfit(it)).cloned().collect();
        if unfit.is_empty() || unfit.len() < refusals.iter().count() {
            return Err(refusals.map(|it| schemas.origins().of(it)));
        }
        for refusal in unfit {
            schemas.leave_out(&refusal);
            left_out.push(refusal);
        }
    }
}

/// The places of the types that are asked for.
fn places(schemas: &Schemas, file: &str, roots: &[String]) -> Result<Vec<Location>, Refusals> {
    let root = Location::root(file);
    if roots.is_empty() {
        let keywords = schemas.at(&root).as_object();
        let says_nothing = keywords.is_some_and(|it| it.keys().all(|name| is_annotation(name)));
        let definitions = schemas.at(&root).get("$defs").and_then(Value::as_object);
        let definitions = definitions.filter(|it| says_nothing && !it.is_empty());
        let Some(definitions) = definitions else { return Ok(vec![root]) };
        let place = |name: &String| root.child("$defs").child(name);
        return Ok(definitions.keys().map(place).collect());
    }
    let place = |asked: &String| {
        let pointer = asked.strip_prefix('#').unwrap_or(asked);
        let at = Location { pointer: schemas.origins().moved(file, pointer), ..root.clone() };
        if schemas.positions().any(|it| *it == at) {
            return Ok(at);
        }
        let instead = "the place of a schema, such as `#/$defs/Name`";
        Err(Refusal::new(&root, "", format!("`--root`: no schema stands at {asked:?}"), instead))
    };
    Ok(roots.iter().map(place).collect::<Result<_, _>>()?)
}
