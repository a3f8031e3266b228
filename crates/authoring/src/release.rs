//! `release`: freezes what is published.

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::terminal::print;
use exact_schema_manifest::Manifest;
use exact_schema_release::{Error, Folders, Judgement, cut, judge};
use exact_schema_runtime::Contract;

use crate::arguments::ReleaseArguments;
use crate::{cannot_tell, manifest};

/// What can be said to it.
#[must_use]
pub fn command() -> Command {
    ReleaseArguments::augment_args(Command::new("release"))
}

/// As [`run`], of what was parsed by [`command`]; ends the process where that is something else.
#[must_use]
pub fn asked(contract: &Contract, matches: &ArgMatches) -> ExitCode {
    let arguments =
        ReleaseArguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    run(contract, &arguments)
}

/// Judges the working tree by what was released, and releases it unless that is not asked for. Gives the exit
/// code: 0 for yes, 1 for no, 2 where that cannot be told.
#[must_use]
pub fn run(contract: &Contract, arguments: &ReleaseArguments) -> ExitCode {
    let manifest = match manifest(contract) {
        Ok(manifest) => manifest,
        Err(code) => return code,
    };
    match release(contract, &manifest, arguments.check) {
        Ok((judgement, report)) if judgement.is_sound() => print(&report, ExitCode::SUCCESS),
        Ok((_, report)) => print(&report, ExitCode::FAILURE),
        Err(error) => cannot_tell(&error),
    }
}

fn release(
    contract: &Contract,
    manifest: &Manifest,
    check: bool,
) -> Result<(Judgement, String), Error> {
    let folders = Folders::of(Path::new("."), manifest);
    let judgement = judge(contract, &folders, contract.version())?;
    let mut report = judgement.to_string();
    if judgement.is_sound() && !check {
        let folder = cut(manifest, &folders, contract.version())?;
        report.push_str(&format!("released as {}\n", folder.display()));
    }
    Ok((judgement, report))
}
