//! Speed and memory of `decode`, beside the floor, the stock pipeline and the peers: one table, made
//! in one run. See `README.md`.

mod arguments;
mod claim;
mod claims;
mod heap;
mod machine;
mod markdown;
mod measure;
mod payloads;
mod peers;
mod readme;
mod report;
mod rows;
mod stock;
mod table;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use arguments::Arguments;
use claim::Verdict;
use machine::Machine;
use payloads::{Kind, Payload};
use peers::Peers;
use report::{Column, Report};
use rows::Row;

/// What may go wrong here concerns whoever runs the benchmark, in words.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SCHEMAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1");

/// Exit codes tell "missed" (1) from "could not measure" (2).
fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
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
    print!("\n{figures}");
    if arguments.write {
        readme::write("decode", &figures)?;
    }
    Ok(arguments.no_check || claims.iter().all(|claim| claim.verdict() != Verdict::Missed))
}

/// What `cargo test --all-targets` runs: the rows of this process agree about every payload.
fn agree() -> Result<()> {
    for payload in payloads::all() {
        rows::entries(&payload, Path::new(SCHEMAS), &mut Peers::none())?;
    }
    Ok(())
}

fn measure() -> Result<Report> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    eprintln!("setting up the peers; the first run installs their packages");
    let mut peers = Peers::start(Path::new(SCHEMAS), &target.join("peers"));
    let mut columns = Vec::new();
    for payload in payloads::all() {
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
