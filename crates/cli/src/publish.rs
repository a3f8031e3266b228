//! The command `publish`.

use std::process::ExitCode;

use export_bundles_publish::{Mode, Options, publish, render};

use crate::arguments::PublishArguments;
use crate::{CANNOT_TELL, complain, print};

/// Publishes, or checks what is published, and writes what comes of it.
pub fn run(arguments: &PublishArguments) -> ExitCode {
    let options = Options {
        sources: arguments.schemas.join("v1"),
        released: arguments.schemas.join("released"),
        out: arguments.out.clone(),
        mode: if arguments.check { Mode::Check } else { Mode::Write },
    };
    match publish(&options) {
        Ok(report) if report.is_success() => print(&render(&report), ExitCode::SUCCESS),
        Ok(report) => print(&render(&report), ExitCode::FAILURE),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}
