//! The program of a contract whose authors are its users.

use std::process::ExitCode;

use exact_schema_authoring::{publish, release};
use exact_schema_commands::{Extra, main_with};
use parcel_events::{CONTRACT, SOURCE};

const PUBLISH: Extra =
    Extra { command: publish::command, run: |matches| publish::asked(&CONTRACT, SOURCE, matches) };

const RELEASE: Extra =
    Extra { command: release::command, run: |matches| release::asked(&CONTRACT, matches) };

fn main() -> ExitCode {
    main_with(&CONTRACT, &[PUBLISH, RELEASE])
}
