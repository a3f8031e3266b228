//! The command `export-bundles`: the commands of every contract, for this one, and those for the life of a
//! bundle.

mod archive;
mod assemble;
mod authority;
mod exports;
mod file;
mod keygen;
mod log;
mod receipts;
mod redact;
mod render;
mod rules;
mod seal;
mod sign;
mod token;
mod trust;
mod verify;

use std::process::ExitCode;

use exact_schema_commands::Extra;

#[cfg(all(feature = "jemalloc", not(windows)))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The commands for the life of a bundle.
const LIFE: [Extra; 12] = [
    assemble::COMMAND,
    seal::COMMAND,
    keygen::COMMAND,
    sign::COMMAND,
    verify::COMMAND,
    log::COMMAND,
    render::COMMAND,
    redact::COMMAND,
    rules::COMMAND,
    archive::COMMAND,
    exports::COMMAND,
    token::COMMAND,
];

fn main() -> ExitCode {
    exact_schema_commands::main_with(&export_bundles::CONTRACT, &LIFE)
}
