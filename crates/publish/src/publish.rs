//! The whole way: derive, prove, compare, write.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::collection::{CollectedFile, Survey};
use crate::corpus;
use crate::drift::Drift;
use crate::error::Error;
use crate::proof::{Sources, prove};
use crate::publication::{ContractSide, Publication};
use crate::released::Released;
use crate::report::{Outcome, Report, Size, TypeReport};
use crate::root_type::{ROOT_TYPES, RootType};

/// Where to find and to put things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The folder of the source schemas.
    pub sources: PathBuf,
    /// The folder with a folder of schemas for each release. It need not exist.
    pub released: PathBuf,
    /// The folder of published files.
    pub out: PathBuf,
    /// Whether to write.
    pub mode: Mode,
}

impl Options {
    /// The usual places below the root of the workspace.
    #[must_use]
    pub fn in_folder(root: impl AsRef<Path>, mode: Mode) -> Self {
        let root = root.as_ref();
        Self {
            sources: root.join("schemas/v1"),
            released: root.join("schemas/released"),
            out: root.join("generated"),
            mode,
        }
    }
}

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Bring the folder up to date.
    Write,
    /// Tell what would have to be written.
    Check,
}

/// Derives every file from the Rust types, proves that the schemas say what their sources say, and
/// brings the folder of published files up to date, unless it is only to be checked or a proof
/// fails.
///
/// A file that is as it should be is not touched. A file that `publish` did not make is never
/// touched: where one stands in the way, nothing is written.
///
/// # Errors
///
/// That a source or a release cannot be read, that the folder cannot be read or written, or that a
/// file stands in the way. What the proofs find is no error; the report holds it.
pub fn publish(options: &Options) -> Result<Report, Error> {
    let publication = Publication::derive()?;
    let sources = Sources::read(&options.sources)?;
    let released = Released::last(&options.released)?;
    let mut collection = publication.collection();
    for file in corpus::files(&publication, &options.sources.join("examples"))? {
        collection.add(CollectedFile {
            path: format!("conformance/{}", file.path),
            text: file.text,
            title: None,
            contract: "conformance".to_owned(),
        });
    }
    let survey = collection.survey(&options.out)?;
    let types = ROOT_TYPES
        .iter()
        .map(|root| report(root, &publication, &sources, &survey, released.as_ref()))
        .collect::<Result<_, _>>()?;
    let mut report = Report {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        released: released.map(|it| it.version),
        types,
        outcome: Outcome::Fresh,
        files: survey.files().to_vec(),
    };
    report.outcome = if !report.is_proved() {
        Outcome::Unproved
    } else if survey.is_fresh() {
        Outcome::Fresh
    } else if options.mode == Mode::Check {
        Outcome::Stale
    } else {
        survey.write()?;
        Outcome::Written
    };
    Ok(report)
}

fn report(
    root: &RootType,
    publication: &Publication,
    sources: &Sources,
    survey: &Survey,
    released: Option<&Released>,
) -> Result<TypeReport, Error> {
    let schema = |side| publication.schema(root.title, side).unwrap_or(&Value::Null);
    let (accept, emit) = (schema(ContractSide::Accept), schema(ContractSide::Emit));
    let own = publication.artefacts().iter();
    let own = own.filter(|it| it.subject().is_some_and(|(title, _)| title == root.title));
    let drifts =
        own.clone().map(|it| Drift::between(survey.document(it.path()).as_ref(), it.document()));
    let id = accept.get("$id").and_then(Value::as_str).unwrap_or_default();
    Ok(TypeReport {
        title: root.title,
        size: size(accept),
        proofs: prove(&sources.bundle(root.file)?, accept, emit),
        files: own.map(|it| it.path().to_owned()).collect(),
        since_publication: drifts.reduce(Drift::and).unwrap_or(Drift::New),
        since_release: released.map(|it| Drift::between(it.schema(id), accept)),
    })
}

fn size(schema: &Value) -> Size {
    match schema.get("oneOf").and_then(Value::as_array) {
        Some(branches) => Size::Branches(branches.len()),
        None => {
            let fields = schema.get("properties").and_then(Value::as_object);
            Size::Fields(fields.map_or(0, |fields| fields.len()))
        }
    }
}
