//! The command `release`.

use std::path::Path;
use std::process::ExitCode;

use export_bundles_release::{Error, Folders, Judgement, cut, judge};

use crate::arguments::ReleaseArguments;
use crate::{CANNOT_TELL, complain, print};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Judges the working tree by what was released, and releases it unless that is not asked for.
pub fn run(arguments: &ReleaseArguments) -> ExitCode {
    let folders = Folders::in_repository(Path::new("."));
    match release(&folders, arguments.check) {
        Ok((judgement, report)) if judgement.is_sound() => print(&report, ExitCode::SUCCESS),
        Ok((_, report)) => print(&report, ExitCode::FAILURE),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

fn release(folders: &Folders, check: bool) -> Result<(Judgement, String), Error> {
    let judgement = judge(folders, VERSION)?;
    let mut report = judgement.to_string();
    if judgement.is_sound() && !check {
        let folder = cut(folders, VERSION)?;
        report.push_str(&format!("released as {}\n", folder.display()));
    }
    Ok((judgement, report))
}
