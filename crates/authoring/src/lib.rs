//! What the authors of a contract do by command: [`publish`] what clients need, and [`release`] it.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use exact_schema_authoring::{publish, release};
//! use exact_schema_commands::{Extra, main_with};
//! use parcel_events::{CONTRACT, SOURCE};
//!
//! const PUBLISH: Extra = Extra {
//!     command: publish::command,
//!     run: |matches| publish::asked(&CONTRACT, SOURCE, matches),
//! };
//! const RELEASE: Extra =
//!     Extra { command: release::command, run: |matches| release::asked(&CONTRACT, matches) };
//!
//! fn main() -> ExitCode {
//!     main_with(&CONTRACT, &[PUBLISH, RELEASE])
//! }
//! ```

mod arguments;
pub mod publish;
pub mod release;

use std::process::ExitCode;

pub use arguments::{PublishArguments, ReleaseArguments};
use exact_schema_commands::terminal::{CANNOT_TELL, complain};
use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

/// What the contract says of itself, or the exit code where that cannot be read.
fn manifest(contract: &Contract) -> Result<Manifest, ExitCode> {
    Manifest::parse(contract.manifest()).map_err(|error| cannot_tell(&error))
}

fn cannot_tell(error: &dyn std::error::Error) -> ExitCode {
    complain(&error.to_string());
    ExitCode::from(CANNOT_TELL)
}
