//! `cargo xtask`: what only this repository needs.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Parser};
use exact_schema_authoring::{self as authoring, PublishArguments, ReleaseArguments};
use export_bundles::{CONTRACT, SOURCE};
use xtask::workspace::Workspace;
use xtask::{architecture, release};

/// What only this repository needs: who reads or writes bundles does without.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
enum Task {
    Publish(PublishArguments),
    Release(ReleaseTask),
    Architecture(ArchitectureTask),
}

/// Freeze the contract under its version, or tell what a release of contract and code would be.
///
/// Before anything is frozen, the working tree is held against every earlier release: none of them was
/// changed, all of their documents are still readable, and the version in contract.toml says how far the
/// changes go. RELEASING.md has the rest.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_RELEASE)]
struct ReleaseTask {
    #[command(flatten)]
    contract: ReleaseArguments,

    /// Do of a release all that needs no network, and say what would be published where
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,
}

const AFTER_RELEASE: &str = "Exit codes:
  0  frozen; or, with --check or --dry-run, nothing stands against it
  1  something stands against it
  2  the version is released already, a file cannot be read or written, or a program is missing
";

/// Draw the picture of the crates in ARCHITECTURE.md anew.
#[derive(Debug, Args)]
struct ArchitectureTask {
    /// Write nothing, and tell whether it is as it should be
    #[arg(long)]
    check: bool,
}

fn main() -> ExitCode {
    let done = match Task::parse() {
        Task::Publish(arguments) => Ok(authoring::publish::run(&CONTRACT, SOURCE, &arguments)),
        Task::Release(it) if it.dry_run => try_out(),
        Task::Release(it) => Ok(authoring::release::run(&CONTRACT, &it.contract)),
        Task::Architecture(it) => draw(it.check),
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "error: {error}");
        ExitCode::from(2)
    })
}

fn draw(check: bool) -> Result<ExitCode, Box<dyn Error>> {
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

fn try_out() -> Result<ExitCode, Box<dyn Error>> {
    let _ = writeln!(io::stderr(), "… packaging every crate and both packages");
    let report = release::try_out(&Workspace::read()?, CONTRACT.version())?;
    print(&report.to_string(), report.is_sound())
}

fn print(text: &str, is_well: bool) -> Result<ExitCode, Box<dyn Error>> {
    io::stdout().write_all(text.as_bytes())?;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
