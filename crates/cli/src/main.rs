//! The command `export-bundles`: the commands of every contract, for this one.

use std::process::ExitCode;

#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    exact_schema_commands::main(&export_bundles::CONTRACT, export_bundles::SOURCE)
}
