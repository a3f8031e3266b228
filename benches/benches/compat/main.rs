//! How long comparisons of schemas take and how much memory, on real histories and on the table of pairs. See `README.md`.
//!
//! It runs on Unix, which tells how long processors have worked for a process.

mod measure;
mod pairs;
mod table;

use std::env;
use std::process::ExitCode;

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
    let groups = measure::all(&pairs::all()?)?;
    let claims = table::claims(&groups);
    let figures = table::render(&groups, &claims, &Machine::here());
    arguments.conclude("compat", &figures, &claims)
}
