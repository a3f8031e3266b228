//! The export service under load, beside the same service in Python, and with many bundles in its store. See
//! `README.md`.
//!
//! It runs on Linux, which says what a process holds in memory.

mod claims;
mod clients;
mod growth;
mod incident;
mod load;
mod server;
mod table;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use export_bundles_benches::arguments::Arguments;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::{Result, ended};

fn main() -> ExitCode {
    ended(run())
}

/// Says whether no claim is missed.
fn run() -> Result<bool> {
    let arguments = Arguments::read(env::args().skip(1))?;
    if !arguments.bench {
        return Ok(true);
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    build(target)?;
    let cells = load::measure(target)?;
    let columns = growth::measure(target)?;
    let claims = claims::claims(&cells, &columns);
    let figures = table::render(&cells, &columns, &claims, &Machine::here());
    arguments.conclude("exports", &figures, &claims)
}

/// Builds `export-bundles`, as it is given away.
fn build(target: &Path) -> Result<()> {
    let built = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--package", "export-bundles-cli", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if built.success() { Ok(()) } else { Err("cargo build failed".into()) }
}
