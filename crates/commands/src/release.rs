//! The command `release`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_manifest::Manifest;
use exact_schema_release::{Error, Folders, Judgement, cut, judge};
use exact_schema_runtime::Contract;

use crate::arguments::ReleaseArguments;
use crate::{CANNOT_TELL, complain, print};

/// Judges the working tree by what was released, and releases it unless that is not asked for.
pub fn run(contract: &Contract, manifest: &Manifest, arguments: &ReleaseArguments) -> ExitCode {
    let folders = Folders::of(Path::new("."), manifest);
    match release(contract, &folders, arguments.check) {
        Ok((judgement, report)) if judgement.is_sound() => print(&report, ExitCode::SUCCESS),
        Ok((_, report)) => print(&report, ExitCode::FAILURE),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

fn release(
    contract: &Contract,
    folders: &Folders,
    check: bool,
) -> Result<(Judgement, String), Error> {
    let judgement = judge(contract, folders, contract.version())?;
    let mut report = judgement.to_string();
    if judgement.is_sound() && !check {
        let folder = cut(contract, folders, contract.version())?;
        report.push_str(&format!("released as {}\n", folder.display()));
    }
    Ok((judgement, report))
}
