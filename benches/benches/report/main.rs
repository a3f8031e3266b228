//! How long a report takes and how much memory, beside reportlab and a browser that prints our page. See `README.md`.

mod entries;
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
    let columns = entries::measure()?;
    let claims = table::claims(&columns);
    let figures = table::render(&columns, &claims, &Machine::here());
    arguments.conclude("report", &figures, &claims)
}
