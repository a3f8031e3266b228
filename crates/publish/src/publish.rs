//! The whole way: derive, prove, compare, write.

use std::path::{Path, PathBuf};

use exact_schema_manifest::Manifest;
use exact_schema_runtime::{Contract, Direction, DocumentType};
use exact_schema_schema::Library;
use serde_json::Value;

use crate::collection::{CollectedFile, Survey};
use crate::corpus;
use crate::drift::Drift;
use crate::error::Error;
use crate::mark::mark;
use crate::proof::prove;
use crate::publication::Publication;
use crate::released::Released;
use crate::report::{Outcome, Report, Size, TypeReport};

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
    /// The places below the folder `root`, which holds the `contract.toml` of the contract.
    ///
    /// # Errors
    ///
    /// That the contract's own `contract.toml` is none.
    pub fn in_folder(
        root: impl AsRef<Path>,
        contract: &Contract,
        mode: Mode,
    ) -> Result<Self, Error> {
        let manifest = Manifest::parse(contract.manifest())?;
        let sources = root.as_ref().join(&manifest.schemas);
        let released = sources.with_file_name("released");
        Ok(Self { sources, released, out: root.as_ref().join("generated"), mode })
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
/// `rust` is the text of the generated module, which is published, too, so that a review shows what an
/// edit does to Rust.
///
/// A file that is as it should be is not touched. A file that `publish` did not make is never
/// touched: where one stands in the way, nothing is written.
///
/// # Errors
///
/// That a source or a release cannot be read, that the folder cannot be read or written, or that a
/// file stands in the way. What the proofs find is no error; the report holds it.
pub fn publish(
    contract: &'static Contract,
    rust: &str,
    options: &Options,
) -> Result<Report, Error> {
    let publication = Publication::derive(contract)?;
    let sources = Library::read(&options.sources)?;
    let released = Released::last(&options.released)?;
    let mut collection = publication.collection();
    let examples = options.sources.join("examples");
    for file in corpus::files(&publication, &examples)? {
        corpus::keep_examples(&options.out.join("conformance").join(&file.path), &examples)?;
        collection.add(CollectedFile {
            path: format!("conformance/{}", file.path),
            text: file.text,
            title: None,
            contract: "conformance".to_owned(),
        });
    }
    collection.add(CollectedFile {
        path: "rust/types.rs".to_owned(),
        text: copy(rust, publication.manifest()),
        title: None,
        contract: "rust".to_owned(),
    });
    let survey = collection.survey(&options.out)?;
    let mut types: Vec<DocumentType> = contract.types().to_vec();
    types.sort_by_key(|kind| kind.title());
    let types = types
        .into_iter()
        .map(|kind| report(kind, &publication, &sources, &survey, released.as_ref()))
        .collect::<Result<_, _>>()?;
    let mut report = Report {
        version: contract.version().to_owned(),
        released: released.map(|it| it.version),
        publisher: publication.manifest().publisher().to_owned(),
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

/// The Rust types as the build generated them, with the mark of what is published.
fn copy(rust: &str, manifest: &Manifest) -> String {
    let code = rust.split_once('\n').map_or(rust, |(_, code)| code);
    format!("// {}. Do not edit: change the schema.\n{code}", mark(manifest))
}

fn report(
    kind: DocumentType,
    publication: &Publication,
    sources: &Library,
    survey: &Survey,
    released: Option<&Released>,
) -> Result<TypeReport, Error> {
    let schema = |direction| publication.schema(kind.title(), direction);
    let (accept, emit) = (schema(Direction::Accept), schema(Direction::Emit));
    let own = publication.artefacts().iter();
    let own = own.filter(|it| it.subject().is_some_and(|(title, _)| title == kind.title()));
    let drifts =
        own.clone().map(|it| Drift::between(survey.document(it.path()).as_ref(), it.document()));
    let id = accept.get("$id").and_then(Value::as_str).unwrap_or_default();
    Ok(TypeReport {
        title: kind.title(),
        size: size(accept),
        proofs: prove(&sources.self_contained(kind.file())?.schema, accept, emit),
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
