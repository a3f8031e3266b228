//! `publish`: derives what clients need, proves it, and writes it.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::terminal::print;
use exact_schema_kits as kits;
use exact_schema_manifest::Manifest;
use exact_schema_publish::{Options, publish, render};
use exact_schema_runtime::Contract;

use crate::arguments::PublishArguments;
use crate::{cannot_tell, manifest};

/// What can be said to it.
#[must_use]
pub fn command() -> Command {
    PublishArguments::augment_args(Command::new("publish"))
}

/// As [`run`], of what was parsed by [`command`]; ends the process where that is something else.
#[must_use]
pub fn asked(contract: &'static Contract, rust: &str, matches: &ArgMatches) -> ExitCode {
    let arguments =
        PublishArguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    run(contract, rust, &arguments)
}

/// Where the makers of other languages work: beside what cargo builds.
fn work() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("clients")
}

/// Publishes, or checks what is published, and prints what comes of it; `rust` is the text of the generated
/// module, which is published, too. Gives the exit code: 0 for yes, 1 for no, 2 where that cannot be told.
#[must_use]
pub fn run(contract: &'static Contract, rust: &str, arguments: &PublishArguments) -> ExitCode {
    let manifest = match manifest(contract) {
        Ok(manifest) => manifest,
        Err(code) => return code,
    };
    let publish = || publish_contract(contract, rust, &manifest, arguments);
    if !arguments.clients {
        return publish();
    }
    let progress = Progress::begin();
    // What is missing for the second half is told before the first is done.
    progress.say("setting up Node.js and Python");
    let workshop = match kits::Workshop::open(&work()) {
        Ok(workshop) => workshop,
        Err(error) => return cannot_tell(&error),
    };
    progress.say("proving the published schemas");
    let verdict = publish();
    if verdict != ExitCode::SUCCESS {
        return verdict;
    }
    let verdict = make_kits(contract, arguments, &workshop, &progress);
    progress.say("done");
    verdict
}

fn publish_contract(
    contract: &'static Contract,
    rust: &str,
    manifest: &Manifest,
    arguments: &PublishArguments,
) -> ExitCode {
    let options = Options {
        sources: arguments.schemas.join(manifest.version_folder()),
        released: arguments.schemas.join("released"),
        out: arguments.out.clone(),
        mode: arguments.mode(),
    };
    match publish(contract, rust, &options) {
        Ok(report) if report.is_success() => print(render(&report), ExitCode::SUCCESS),
        Ok(report) => print(render(&report), ExitCode::FAILURE),
        Err(error) => cannot_tell(&error),
    }
}

fn make_kits(
    contract: &'static Contract,
    arguments: &PublishArguments,
    workshop: &kits::Workshop,
    progress: &Progress,
) -> ExitCode {
    let options = kits::Options {
        root: ".".into(),
        schemas: arguments.schemas.clone(),
        out: arguments.out.clone(),
        mode: arguments.mode(),
    };
    match kits::make(contract, &options, workshop, &mut |what| progress.say(what)) {
        Ok(report) if report.is_success() => print(kits::render(&report), ExitCode::SUCCESS),
        Ok(report) => print(kits::render(&report), ExitCode::FAILURE),
        Err(error) => cannot_tell(&error),
    }
}

/// Tells those who wait what comes next, and how long they have waited.
struct Progress(Instant);

impl Progress {
    fn begin() -> Self {
        Self(Instant::now())
    }

    fn say(&self, what: &str) {
        let seconds = self.0.elapsed().as_secs();
        // Where nobody can read it, nothing is lost.
        let _ = writeln!(anstream::stderr(), "… {}:{:02}  {what}", seconds / 60, seconds % 60);
    }
}
