//! A case, from files.

use std::path::{Path, PathBuf};

use export_bundles::{Document, ExportCase, decode};
use export_bundles_evidence::Gap;
use export_bundles_evidence::otlp::{Imported, Prices, Selection, import};

use super::Failure;
use super::arguments::CaseArguments;
use crate::file;

/// A case, and what is known to be missing of it.
pub struct Read {
    pub case: ExportCase,
    pub gaps: Vec<Gap>,
}

/// The case that the arguments name.
pub fn read(arguments: &CaseArguments) -> Result<Read, Failure> {
    if let Some(case) = &arguments.case {
        return Ok(Read { case: part(case)?, gaps: Vec::new() });
    }
    let incident = arguments.incident.as_deref();
    let incident =
        incident.ok_or_else(|| Failure::Unreadable("name a case, or an incident".to_owned()))?;
    let mut case = ExportCase {
        incident: part(incident)?,
        run: optional(&arguments.run)?,
        trace: optional(&arguments.trace)?,
        policy_snapshot: optional(&arguments.policies)?,
    };
    let gaps = match &arguments.otlp {
        Some(path) => add_spans(&mut case, path, arguments)?,
        None => Vec::new(),
    };
    Ok(Read { case, gaps })
}

/// Adds what spans show to a case, and gives what is known to be missing of them.
fn add_spans(
    case: &mut ExportCase,
    path: &Path,
    arguments: &CaseArguments,
) -> Result<Vec<Gap>, Failure> {
    let refused = |path: &Path, why: String| {
        Failure::Refused(format!("{} makes no trace", path.display()), vec![why])
    };
    let prices = match &arguments.prices {
        Some(path) => Prices::parse(&file::read(path)?)
            .map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))?,
        None => Prices::default(),
    };
    let selection = Selection {
        trace_id: arguments.trace_id.clone(),
        violating_span: arguments.violating_span.clone(),
        prices,
    };
    let spans = file::read(path)?;
    let mut incident = case.incident.clone();
    if let Some(run) = &case.run {
        incident.source_run_id.get_or_insert_with(|| run.run_id.clone());
    }
    let Imported { trace, run, gaps } =
        import(&spans, &incident, &selection).map_err(|error| refused(path, error.to_string()))?;
    case.trace = Some(trace);
    case.run.get_or_insert(run);
    Ok(gaps)
}

fn optional<T: Document>(path: &Option<PathBuf>) -> Result<Option<T>, Failure> {
    path.as_deref().map(part).transpose()
}

/// One document.
fn part<T: Document>(path: &Path) -> Result<T, Failure> {
    let bytes = file::read(path)?;
    decode(&bytes).map_err(|rejection| {
        let message = format!("{} is not a valid {}", path.display(), T::TITLE);
        let reasons = rejection.violations().iter().map(|violation| {
            let (pointer, said) = (violation.pointer(), violation.message());
            let place = if pointer.is_empty() { "the root" } else { pointer };
            format!("at {place}: {said}")
        });
        Failure::Refused(message, reasons.collect())
    })
}
