//! `cargo xtask`: what only this repository needs.

use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::Arg::{Long, Short, Value};
use xtask::workspace::Workspace;
use xtask::{architecture, release};

const HELP: &str = "\
What only this repository needs.

Usage: cargo xtask architecture [--check]
       cargo xtask release --dry-run

Tasks:
  architecture       Draw the picture of the crates in ARCHITECTURE.md anew; with --check, tell whether it is
                     as it should be
  release --dry-run  Do of a release all that needs no network, and say what would be published where;
                     RELEASING.md has the rest

Exit codes:
  0  done, or as it should be
  1  something stands against it
  2  the command line is wrong, or a program or file is missing
";

/// What was asked for.
enum Task {
    Help,
    Architecture { check: bool },
    Release,
}

fn main() -> ExitCode {
    match arguments().map_err(Into::into).and_then(run) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Task, lexopt::Error> {
    let mut parser = lexopt::Parser::from_env();
    let (mut name, mut check, mut dry_run) = (None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Task::Help),
            Long("check") => check = true,
            Long("dry-run") => dry_run = true,
            Value(value) if name.is_none() => name = Some(value.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()),
        }
    }
    match (name.as_deref(), check, dry_run) {
        (Some("architecture"), check, false) => Ok(Task::Architecture { check }),
        (Some("release"), false, true) => Ok(Task::Release),
        (Some("release"), false, false) => {
            Err("expected `--dry-run`: what is published is published by the workflow `release`"
                .into())
        }
        _ => Err("expected `architecture [--check]` or `release --dry-run`; see --help".into()),
    }
}

fn run(task: Task) -> Result<ExitCode, Box<dyn std::error::Error>> {
    match task {
        Task::Help => print(HELP, true),
        Task::Architecture { check } => {
            let workspace = Workspace::read()?;
            let page = architecture::page(&workspace)?;
            let said = match (page.is_fresh(), check) {
                (true, _) => "is as it should be.",
                (false, true) => "is out of date. To repair it: cargo xtask architecture",
                (false, false) => {
                    architecture::write(&workspace.root, &page)?;
                    "is drawn anew."
                }
            };
            print(&format!("{} {said}\n", architecture::PAGE), page.is_fresh() || !check)
        }
        Task::Release => {
            let _ = writeln!(io::stderr(), "… packaging every crate and both packages");
            let report = release::try_out(&Workspace::read()?)?;
            print(&report.to_string(), report.is_sound())
        }
    }
}

fn print(text: &str, is_well: bool) -> Result<ExitCode, Box<dyn std::error::Error>> {
    io::stdout().write_all(text.as_bytes())?;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
