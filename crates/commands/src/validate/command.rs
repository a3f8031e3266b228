//! From the arguments to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread::available_parallelism;

use anstream::AutoStream;
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

use super::input::Input;
use super::judge::Judge;
use super::pipeline::{self, Outcomes, Work};
use super::progress::Progress;
use super::report::{Outcome, Tally};
use crate::arguments::{Format, ValidateArguments};
use crate::render::wording::Wording;
use crate::{CANNOT_TELL, complain, render};

/// Validates what the arguments name, and writes what comes of it.
pub fn run(
    contract: &'static Contract,
    manifest: &Manifest,
    arguments: ValidateArguments,
) -> ExitCode {
    let ValidateArguments { document_type, format, lines, jobs, max_document, reveal, files } =
        arguments;
    let named = document_type.as_deref().and_then(|title| contract.type_named(title).ok());
    let Some(kind) = named.or_else(|| contract.default_type()) else {
        complain("the contract has no default type: name the type of the documents with --type");
        return ExitCode::from(CANNOT_TELL);
    };
    let judge = Judge { document_type: kind, is_default: named.is_none(), reveal };
    let wording = Wording::of(manifest, kind);
    let inputs: Vec<Input> = files.into_iter().map(|file| Input::new(file, lines)).collect();
    let jobs = jobs.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
    let meter = Arc::new(AtomicU64::new(0));
    let progress = Progress::new(inputs.iter().map(Input::size).sum(), Arc::clone(&meter));
    let limit = usize::try_from(max_document.as_u64()).unwrap_or(usize::MAX);
    let outcomes = match pipeline::start(inputs, Work { judge, jobs, limit }, &meter) {
        Ok(outcomes) => outcomes,
        Err(error) => {
            complain(&format!("cannot start {jobs} threads: {error}"));
            return ExitCode::from(CANNOT_TELL);
        }
    };
    let mut tally = Tally::default();
    match write_all(outcomes, format, &wording, progress, &mut tally) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {error}"));
            ExitCode::from(CANNOT_TELL)
        }
        // A reader who closed the pipe has read all they wanted, which need not be all there is.
        _ => verdict(&tally),
    }
}

fn verdict(tally: &Tally) -> ExitCode {
    match tally {
        Tally { is_complete: false, .. } | Tally { unreadable: 1.., .. } => {
            ExitCode::from(CANNOT_TELL)
        }
        Tally { invalid: 1.., .. } => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn write_all(
    outcomes: Outcomes,
    format: Format,
    wording: &Wording,
    mut progress: Progress,
    tally: &mut Tally,
) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let colours = AutoStream::choice(&output);
    let mut complaints = Vec::new();
    for outcome in outcomes {
        let mut rendered = Vec::new();
        match outcome {
            Outcome::Unreadable { document, line, reason } => {
                tally.unreadable += 1;
                complaints.push(match line {
                    Some(line) => format!("cannot read line {line} of {document}: {reason}"),
                    None => format!("cannot read {document}: {reason}"),
                });
                if let Format::Json = format {
                    rendered = render::json::unreadable(&document, line, &reason)?;
                }
            }
            Outcome::Judged { document, reports } => {
                reports.iter().for_each(|report| tally.count(report));
                rendered = match format {
                    Format::Text => render::text::reports(&document, &reports, wording, colours)?,
                    Format::Json => render::json::reports(&document, &reports)?,
                };
            }
        }
        progress.update();
        if !rendered.is_empty() {
            progress.aside(|| output.write_all(&rendered).and_then(|()| output.flush()))?;
        }
    }
    tally.is_complete = true;
    drop(progress);
    for complaint in complaints {
        complain(&complaint);
    }
    if let Format::Text = format {
        output.write_all(&render::text::summary(tally, colours)?)?;
    }
    output.flush()
}
