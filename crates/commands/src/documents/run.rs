//! From files to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread::available_parallelism;

use super::arguments::DocumentArguments;
use super::input::Input;
use super::outcome::Outcome;
use super::pipeline::{self, Outcomes, Work};
use super::progress::Progress;
use crate::{CANNOT_TELL, complain};

/// Judges documents, each by itself.
pub trait Judge: Clone + Send + 'static {
    /// The verdict on one document.
    type Report: Send + 'static;

    /// The verdict on the document that `bytes` are, of the file `document`; `line` is where it stands in there, from
    /// 1, if that holds one a line.
    fn judge(&self, document: &str, line: Option<u64>, bytes: &[u8]) -> Self::Report;

    /// How much there is of a verdict, in things that are said or so: at least 1.
    fn weight(report: &Self::Report) -> usize;
}

/// Counts verdicts, and turns them into something to read.
pub trait Present<Report> {
    /// What is said of documents of the file `document`.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn reports(&mut self, document: &str, reports: &[Report]) -> io::Result<Vec<u8>>;

    /// That a document was not judged, or the rest of a file. Standard error is told in any case.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn unreadable(
        &mut self,
        document: &str,
        line: Option<u64>,
        reason: &str,
    ) -> io::Result<Vec<u8>>;

    /// What is said at the end.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn summary(&mut self) -> io::Result<Vec<u8>>;

    /// Whether all that was judged is good.
    fn is_good(&self) -> bool;
}

/// Judges what the arguments name, and writes what comes of it to standard output. Gives the exit code: 0 where
/// all is good, 1 where something is not, 2 where that cannot be told of something.
pub fn run<J: Judge>(
    arguments: DocumentArguments,
    judge: J,
    mut presenter: impl Present<J::Report>,
) -> ExitCode {
    let DocumentArguments { lines, max_document, jobs, files } = arguments;
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
    match write_all(outcomes, &mut presenter, progress) {
        Ok(0) if presenter.is_good() => ExitCode::SUCCESS,
        Ok(0) => ExitCode::FAILURE,
        Ok(_) => ExitCode::from(CANNOT_TELL),
        Err(error) => {
            // A reader who closed the pipe has read all they wanted, which need not be all there is.
            if error.kind() != io::ErrorKind::BrokenPipe {
                complain(&format!("cannot write to standard output: {error}"));
            }
            ExitCode::from(CANNOT_TELL)
        }
    }
}

/// Writes what is said of each outcome, and gives how many could not be read.
fn write_all<R>(
    outcomes: Outcomes<R>,
    presenter: &mut impl Present<R>,
    mut progress: Progress,
) -> io::Result<u64> {
    let mut output = io::stdout().lock();
    let mut complaints = Vec::new();
    for outcome in outcomes {
        let said = match outcome {
            Outcome::Unreadable { document, line, reason } => {
                complaints.push(match line {
                    Some(line) => format!("cannot read line {line} of {document}: {reason}"),
                    None => format!("cannot read {document}: {reason}"),
                });
                presenter.unreadable(&document, line, &reason)?
            }
            Outcome::Judged { document, reports } => presenter.reports(&document, &reports)?,
        };
        progress.update();
        if !said.is_empty() {
            progress.aside(|| output.write_all(&said).and_then(|()| output.flush()))?;
        }
    }
    drop(progress);
    for complaint in &complaints {
        complain(complaint);
    }
    output.write_all(&presenter.summary()?)?;
    output.flush()?;
    Ok(complaints.len() as u64)
}
