//! Speed and memory of `decode`, beside the floor, the stock pipeline and the peers: one table, made
//! in one run. See `README.md`.

mod claims;
mod heap;
mod measure;
mod peers;
mod report;
mod rows;
mod table;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use export_bundles_benches::arguments::Arguments;
use export_bundles_benches::documents::{self, Kind, Payload};
use export_bundles_benches::machine::Machine;
use export_bundles_benches::{Result, SCHEMAS, ended};
use peers::Peers;
use report::{Column, Report};
use rows::Row;

fn main() -> ExitCode {
    ended(run())
}

/// Says whether no claim is missed.
fn run() -> Result<bool> {
    let arguments = Arguments::read(env::args().skip(1))?;
    if !arguments.bench {
        agree()?;
        return Ok(true);
    }
    let report = measure()?;
    let claims = claims::claims(&report);
    let figures = table::render(&report, &claims);
    arguments.conclude("decode", &figures, &claims)
}

/// What `cargo test --all-targets` runs: the rows of this process agree about every payload.
fn agree() -> Result<()> {
    for payload in documents::all() {
        rows::entries(&payload, Path::new(SCHEMAS), &mut Peers::none())?;
    }
    Ok(())
}

fn measure() -> Result<Report> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    eprintln!("setting up the peers; the first run installs their packages");
    let mut peers = Peers::start(Path::new(SCHEMAS), &target.join("peers"));
    let mut columns = Vec::new();
    for payload in documents::all() {
        eprintln!("measuring {}", payload.name);
        columns.push(column(&payload, &mut peers, target)?);
    }
    Ok(Report { machine: Machine::here(), columns, peers: peers.versions() })
}

fn column(payload: &Payload, peers: &mut Peers, target: &Path) -> Result<Column> {
    let heap = match payload.kind {
        Kind::Evidence => Some(heap::measure(target, &payload.text)?),
        Kind::Debrief | Kind::Request => None,
    };
    let entries = rows::entries(payload, Path::new(SCHEMAS), peers)?;
    let (rows, mut subjects): (Vec<Row>, Vec<_>) = entries.into_iter().unzip();
    let timings = rows.into_iter().zip(measure::measure(&mut subjects)?).collect();
    Ok(Column { payload: payload.name, bytes: payload.text.len(), timings, heap })
}
