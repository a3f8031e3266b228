//! The command `compat`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_compat::{Document, LoadError, Mode, Options, Report, compare_all, load, render};

use crate::arguments::{CompatArguments, Direction, ReportFormat};
use crate::{CANNOT_TELL, complain, print};

/// The exit code of a comparison that found neither a proof nor a break.
const UNDETERMINED: u8 = 3;

/// Compares what the arguments name, and writes what comes of it.
pub fn run(arguments: &CompatArguments) -> ExitCode {
    let report = match compare(arguments) {
        Ok(report) => report,
        Err(error) => {
            complain(&error.to_string());
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

fn compare(arguments: &CompatArguments) -> Result<Report, LoadError> {
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
    let [old, new] = [&arguments.old, &arguments.new].map(|path| documents(path, arguments));
    Ok(compare_all(&old?, &new?, &options))
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
        "compatible" => ExitCode::SUCCESS,
        "breaking" => ExitCode::FAILURE,
        _ => ExitCode::from(UNDETERMINED),
    }
}
