//! A case, from files.

use std::path::{Path, PathBuf};

use export_bundles::{Document, ExportCase, decode};

use super::Failure;
use super::arguments::CaseArguments;
use crate::file;

/// The case that the arguments name.
pub fn read(arguments: &CaseArguments) -> Result<ExportCase, Failure> {
    if let Some(case) = &arguments.case {
        return part(case);
    }
    let incident = arguments.incident.as_deref();
    let incident =
        incident.ok_or_else(|| Failure::Unreadable("name a case, or an incident".to_owned()))?;
    Ok(ExportCase {
        incident: part(incident)?,
        run: optional(&arguments.run)?,
        trace: optional(&arguments.trace)?,
        policy_snapshot: optional(&arguments.policies)?,
    })
}

fn optional<T: Document>(path: &Option<PathBuf>) -> Result<Option<T>, Failure> {
    path.as_deref().map(part).transpose()
}

/// One document.
fn part<T: Document>(path: &Path) -> Result<T, Failure> {
    let bytes = file::read(path).map_err(Failure::Unreadable)?;
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
