//! A service under load, beside the floor, the stock pipeline and services in other languages: one
//! set of tables, made in one run. See `README.md`.
//!
//! It runs on Linux, which says what a process holds in memory, and needs `wrk`.

mod claims;
mod cores;
mod entries;
mod flood;
mod generator;
mod measure;
mod payloads;
mod report;
mod server;
mod tables;

use std::collections::BTreeMap;
use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};

use entries::Entry;
use export_bundles_benches::arguments::Arguments;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::{Result, ended};
use payloads::LARGE_BUNDLE;
use report::Report;

fn main() -> ExitCode {
    ended(run())
}

/// Says whether no claim is missed.
fn run() -> Result<bool> {
    let arguments = Arguments::read(env::args().skip(1))?;
    if !arguments.bench {
        // `cargo test --all-targets` only compiles it: it needs more than a compiler.
        return Ok(true);
    }
    let report = measure()?;
    let claims = claims::claims(&report);
    let figures = tables::render(&report, &claims);
    arguments.conclude("load", &figures, &claims)
}

fn measure() -> Result<Report> {
    if !generator::is_present() {
        return Err("the load generator `wrk` is missing (Debian: apt-get install wrk)".into());
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    build(target, &["--example", "server"])?;
    let [for_servers, for_generator] = cores::apart();
    eprintln!("setting up the servers; the first run installs the packages of the peers");
    let mut entries = BTreeMap::new();
    let mut servers = BTreeMap::new();
    for entry in Entry::ALL {
        let server = entry.start(target, for_servers).map_err(|reason| reason.to_string());
        entries.insert(
            entry,
            server.as_ref().map(|it| it.versions().to_owned()).map_err(Clone::clone),
        );
        servers.extend(server.ok().map(|server| (entry, server)));
    }
    let all = payloads::write(&target.join("load"))?;
    let mut tables = Vec::new();
    for sent in &all {
        eprintln!("measuring {}", sent.name);
        tables.push(measure::measure(&servers, sent, for_generator)?);
    }
    drop(servers);
    let large = all.iter().find(|it| it.name == LARGE_BUNDLE).ok_or("the large bundle is there")?;
    eprintln!("flooding");
    let floods = flood::measure(target, large)?;
    Ok(Report { machine: Machine::here(), apart: for_servers.is_some(), entries, tables, floods })
}

/// Builds a server.
fn build(target: &Path, what: &[&str]) -> Result<()> {
    let built = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--target-dir"])
        .arg(target)
        .args(what)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if built.success() {
        Ok(())
    } else {
        Err(format!("cargo build {} failed", what.join(" ")).into())
    }
}
