//! The command `compat`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_compat::{
    Catalogue, Document, KINDS, Kind, LoadError, Mode, Options, Report, compare_all, explain,
    github, junit, markdown, render, sarif,
};
use exact_schema_manifest::Manifest;
use exact_schema_release::Folders;

use crate::arguments::{CompatArguments, Direction, ReportFormat};
use crate::terminal::remark;
use crate::{CANNOT_TELL, complain, print};

/// The exit code of a comparison that found neither a proof nor a break.
const UNDETERMINED: u8 = 3;

/// Compares what the arguments name, and writes what comes of it.
pub fn run(manifest: &Manifest, arguments: &CompatArguments) -> ExitCode {
    if let Some(id) = &arguments.explain {
        let kinds = KINDS.iter().filter(|kind| id.is_empty() || kind.id() == id);
        let texts: Vec<String> = kinds.map(explain).collect();
        return print(texts.join("\n"), ExitCode::SUCCESS);
    }
    let report = match compare(manifest, arguments) {
        Ok(report) => report,
        Err(complaint) => {
            complain(&complaint);
            return ExitCode::from(CANNOT_TELL);
        }
    };
    let text = match arguments.format {
        ReportFormat::Text => Ok(render(&report)),
        ReportFormat::Json => serde_json::to_string(&report).map(|line| line + "\n"),
        ReportFormat::Github => Ok(github(&report)),
        ReportFormat::Sarif => Ok(sarif(&report)),
        ReportFormat::Markdown => Ok(markdown(&report)),
        ReportFormat::Junit => Ok(junit(&report)),
    };
    match text {
        Ok(text) => print(&text, verdict(&report)),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

fn compare(manifest: &Manifest, arguments: &CompatArguments) -> Result<Report, String> {
    let accepted = accepted(manifest, arguments)?;
    let mode = match arguments.mode {
        Direction::Backward => Mode::Backward,
        Direction::Forward => Mode::Forward,
        Direction::Full => Mode::Full,
    };
    let options = Options {
        mode,
        definitions: arguments.definitions,
        annotate_formats: arguments.annotate_formats,
        ..Options::default()
    };
    let [old, new] = versions(manifest, arguments)?;
    let mut report = compare_all(&old, &new, &options);
    report.accept(&accepted);
    Ok(report)
}

/// The kinds of breaks that `contract.toml` and the arguments accept.
fn accepted(
    manifest: &Manifest,
    arguments: &CompatArguments,
) -> Result<Vec<&'static Kind>, String> {
    let ids = manifest.compat.accept.iter().chain(&arguments.accept);
    ids.map(|id| {
        Kind::named(id).ok_or_else(|| {
            format!(
                "contract.toml: [compat] accept: there is no kind {id:?}; `compat --explain` lists them"
            )
        })
    })
    .collect()
}

/// The old and the new schemas, or what stands at the place in them that is asked for.
fn versions(
    manifest: &Manifest,
    arguments: &CompatArguments,
) -> Result<[Vec<Document>; 2], String> {
    let here = Path::new(".");
    let catalogue = match &arguments.catalogue {
        Some(folder) => {
            Catalogue::read(folder).map_err(|error| format!("the catalogue: {error}"))?
        }
        None => Catalogue::default(),
    };
    let catalogue = match arguments.draft {
        Some(draft) => catalogue.in_draft(draft),
        None => catalogue,
    };
    let path = arguments.old.as_deref().unwrap_or(here);
    let [old, new] = match (&arguments.git, &arguments.since) {
        (Some(revisions), _) => match revisions.split_once("..") {
            Some((old, new)) => [old, new].map(|it| {
                let revision = if it.is_empty() { "HEAD" } else { it };
                catalogue.load_revision(here, revision, path)
            }),
            None => [catalogue.load_revision(here, revisions, path), catalogue.load(path)],
        },
        (None, Some(version)) => {
            let folders = Folders::of(here, manifest);
            let new = arguments.old.as_deref().unwrap_or(&folders.published);
            [folders.released.join(version), new.to_owned()]
                .map(|it| accepted_schemas(&catalogue, &it))
        }
        (None, None) => {
            [path, arguments.new.as_deref().unwrap_or(path)].map(|it| catalogue.load(it))
        }
    };
    let side = |name: &str, documents: Result<Vec<Document>, LoadError>| -> Result<_, String> {
        let documents = documents.and_then(|documents| match &arguments.root {
            Some(reference) => documents.iter().map(|it| it.rooted_at(reference)).collect(),
            None => Ok(documents),
        });
        let documents = documents.map_err(|error| format!("the {name} schema: {error}"))?;
        if let Some(note) = read_as(name, &documents) {
            remark(&note);
        }
        Ok(documents)
    };
    let versions = [side("old", old)?, side("new", new)?];
    match versions.iter().all(Vec::is_empty) {
        true => Err(format!("{}: neither revision has anything there", path.display())),
        false => Ok(versions),
    }
}

/// What nobody has said, and decides what a schema means: the draft of those that name none.
fn read_as(side: &str, documents: &[Document]) -> Option<String> {
    let guessed = |it: &Document| it.reading().is_some_and(|it| !it.is_said);
    let mut unsaid = documents.iter().filter(|it| guessed(it));
    let first = unsaid.next()?;
    let reading = first.reading()?;
    let why = match &reading.told_by {
        Some(pointer) => format!("as #{pointer} tells"),
        None => "as nothing in it tells another".to_owned(),
    };
    let more = match unsaid.count() {
        0 => String::new(),
        more => format!("; {more} more name none, either"),
    };
    Some(format!(
        "the {side} schema: {} names no draft in `$schema`, and is read as one of draft {}, {why}: `--draft` \
         says another{more}",
        first.name(),
        reading.draft
    ))
}

/// The schemas of what is accepted. What is sent lies in folders below them, and may well grow.
fn accepted_schemas(catalogue: &Catalogue, folder: &Path) -> Result<Vec<Document>, LoadError> {
    let mut documents = catalogue.load(folder)?;
    documents.retain(|document| !document.name().contains('/'));
    Ok(documents)
}

fn verdict(report: &Report) -> ExitCode {
    match report.verdict() {
        "compatible" | "accepted" => ExitCode::SUCCESS,
        "breaking" => ExitCode::FAILURE,
        _ => ExitCode::from(UNDETERMINED),
    }
}
