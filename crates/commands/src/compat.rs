//! The command `compat`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_compat::{
    Document, KINDS, Kind, LoadError, Mode, Options, Report, compare_all, explain, load, render,
};
use exact_schema_manifest::Manifest;

use crate::arguments::{CompatArguments, Direction, ReportFormat};
use crate::{CANNOT_TELL, complain, print};

/// The exit code of a comparison that found neither a proof nor a break.
const UNDETERMINED: u8 = 3;

/// Compares what the arguments name, and writes what comes of it.
pub fn run(manifest: &Manifest, arguments: &CompatArguments) -> ExitCode {
    if let Some(id) = &arguments.explain {
        let kinds = KINDS.iter().filter(|kind| id.is_empty() || kind.id() == id);
        let texts: Vec<String> = kinds.map(explain).collect();
        return print(&texts.join("\n"), ExitCode::SUCCESS);
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
    let [old, new] = [&arguments.old, &arguments.new].map(|path| {
        let documents = documents(path.as_deref().unwrap_or(Path::new("")), arguments);
        documents.map_err(|error| error.to_string())
    });
    let mut report = compare_all(&old?, &new?, &options);
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

/// The schemas at the path, or what stands at the place in them that is asked for.
fn documents(path: &Path, arguments: &CompatArguments) -> Result<Vec<Document>, LoadError> {
    let documents = load(path)?;
    match &arguments.root {
        Some(reference) => documents.iter().map(|it| it.rooted_at(reference)).collect(),
        None => Ok(documents),
    }
}

fn verdict(report: &Report) -> ExitCode {
    match report.verdict() {
        "compatible" | "accepted" => ExitCode::SUCCESS,
        "breaking" => ExitCode::FAILURE,
        _ => ExitCode::from(UNDETERMINED),
    }
}
