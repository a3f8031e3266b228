//! The command `publish`.

use std::env;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use exact_schema_kits as kits;
use exact_schema_manifest::Manifest;
use exact_schema_publish::{Options, publish, render};
use exact_schema_runtime::Contract;

use crate::arguments::PublishArguments;
use crate::{CANNOT_TELL, complain, print};

/// Where the makers of other languages work: beside what cargo builds.
fn work() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    target.join("clients")
}

/// Publishes, or checks what is published, and writes what comes of it.
pub fn run(
    contract: &'static Contract,
    rust: &str,
    manifest: &Manifest,
    arguments: &PublishArguments,
) -> ExitCode {
    let publish = || publish_contract(contract, rust, manifest, arguments);
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

fn cannot_tell(error: &dyn std::error::Error) -> ExitCode {
    complain(&error.to_string());
    ExitCode::from(CANNOT_TELL)
}
