//! From the arguments to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread::available_parallelism;

use anstream::AutoStream;

use super::input::Input;
use super::judge::Judge;
use super::pipeline::{self, Outcomes};
use super::progress::Progress;
use super::report::{Outcome, Tally};
use crate::arguments::{Format, ValidateArguments};
use crate::{CANNOT_TELL, complain, render};

/// Validates what the arguments name, and writes what comes of it.
pub fn run(arguments: ValidateArguments) -> ExitCode {
    let ValidateArguments { document_type, format, jobs, reveal, files } = arguments;
    let inputs: Vec<Input> = files.into_iter().map(Input::new).collect();
    let jobs = jobs.map_or_else(|| available_parallelism().map_or(1, usize::from), usize::from);
    let meter = Arc::new(AtomicU64::new(0));
    let progress = Progress::new(inputs.iter().map(Input::size).sum(), Arc::clone(&meter));
    let outcomes = match pipeline::start(inputs, Judge { document_type, reveal }, jobs, &meter) {
        Ok(outcomes) => outcomes,
        Err(error) => {
            complain(&format!("cannot start {jobs} threads: {error}"));
            return ExitCode::from(CANNOT_TELL);
        }
    };
    let mut tally = Tally::default();
    match write_all(outcomes, format, progress, &mut tally) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {error}"));
            ExitCode::from(CANNOT_TELL)
        }
        // Whoever closed the pipe has read all they wanted.
        _ => verdict(&tally),
    }
}

fn verdict(tally: &Tally) -> ExitCode {
    match tally {
        Tally { unreadable: 1.., .. } => ExitCode::from(CANNOT_TELL),
        Tally { invalid: 1.., .. } => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn write_all(
    outcomes: Outcomes,
    format: Format,
    mut progress: Progress,
    tally: &mut Tally,
) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let colours = AutoStream::choice(&output);
    let mut complaints = Vec::new();
    for outcome in outcomes {
        let mut rendered = Vec::new();
        match outcome {
            Outcome::Unreadable { document, reason } => {
                tally.unreadable += 1;
                complaints.push(format!("cannot read {document}: {reason}"));
            }
            Outcome::Judged { document, reports } => {
                reports.iter().for_each(|report| tally.count(report));
                rendered = match format {
                    Format::Text => render::text::reports(&document, &reports, colours)?,
                    Format::Json => render::json::reports(&document, &reports)?,
                };
            }
        }
        progress.update();
        if !rendered.is_empty() {
            progress.aside(|| output.write_all(&rendered).and_then(|()| output.flush()))?;
        }
    }
    drop(progress);
    for complaint in complaints {
        complain(&complaint);
    }
    if let Format::Text = format {
        output.write_all(&render::text::summary(tally, colours)?)?;
    }
    output.flush()
}
