//! The command `publish`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use export_bundles_clients as clients;
use export_bundles_publish::{Options, publish, render};

use crate::arguments::PublishArguments;
use crate::{CANNOT_TELL, complain, print};

/// The programs of the client languages, and where they work.
const CLIENTS: &str = "clients";
const WORK: &str = "target/clients";

/// Publishes, or checks what is published, and writes what comes of it.
pub fn run(arguments: &PublishArguments) -> ExitCode {
    match arguments.clients {
        false => publish_contract(arguments),
        // What is missing for the second half is told before the first is done.
        true => match open() {
            Ok(workshop) => publish_both(arguments, &workshop),
            Err(error) => cannot_tell(&error),
        },
    }
}

fn publish_contract(arguments: &PublishArguments) -> ExitCode {
    let options = Options {
        sources: arguments.schemas.join("v1"),
        released: arguments.schemas.join("released"),
        out: arguments.out.clone(),
        mode: arguments.mode(),
    };
    match publish(&options) {
        Ok(report) if report.is_success() => print(&render(&report), ExitCode::SUCCESS),
        Ok(report) => print(&render(&report), ExitCode::FAILURE),
        Err(error) => cannot_tell(&error),
    }
}

fn open() -> Result<clients::Workshop, clients::Error> {
    say("setting up Node.js and Python");
    clients::Workshop::open(Path::new(CLIENTS), Path::new(WORK))
}

fn publish_both(arguments: &PublishArguments, workshop: &clients::Workshop) -> ExitCode {
    say("proving the published schemas");
    let contract = publish_contract(arguments);
    if contract != ExitCode::SUCCESS {
        return contract;
    }
    let options = clients::Options {
        root: ".".into(),
        schemas: arguments.schemas.clone(),
        out: arguments.out.clone(),
        mode: arguments.mode(),
    };
    match clients::make(&options, workshop, &mut say) {
        Ok(report) if report.is_success() => print(&clients::render(&report), ExitCode::SUCCESS),
        Ok(report) => print(&clients::render(&report), ExitCode::FAILURE),
        Err(error) => cannot_tell(&error),
    }
}

/// Tells whoever waits what comes next.
fn say(what: &str) {
    // Where nobody can read it, nothing is lost.
    let _ = writeln!(anstream::stderr(), "… {what}");
}

fn cannot_tell(error: &dyn std::error::Error) -> ExitCode {
    complain(&error.to_string());
    ExitCode::from(CANNOT_TELL)
}
