//! An archive of very many bundles, on one machine: judged, added, verified, beside other programs that read the same
//! text. See `README.md`.
//!
//! It runs on Linux, which says what a process holds in memory. `BUNDLES` says how many; 200,000 unless it is set.

mod claims;
mod peers;
mod process;
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use export_bundles::{ExportBundle, decode};
use export_bundles_benches::arguments::Arguments;
use export_bundles_benches::machine::Machine;
use export_bundles_benches::setup::output;
use export_bundles_benches::{Result, bundles, ended};
use process::Run;

/// So many rounds, of which the figures are medians.
const ROUNDS: usize = 3;

/// What is measured of one command.
struct Row {
    name: String,
    /// How many bytes of text it takes.
    bytes: u64,
    /// How long it takes, and the most memory that it holds; or why nobody knows.
    run: std::result::Result<Run, String>,
    /// How many processors it may use.
    cores: usize,
}

impl Row {
    /// Bytes a second, for each processor that it may use.
    fn rate_per_core(&self) -> Option<f64> {
        let run = self.run.as_ref().ok()?;
        Some(self.bytes as f64 / run.wall.as_secs_f64() / self.cores as f64)
    }
}

fn main() -> ExitCode {
    ended(run())
}

fn run() -> Result<bool> {
    let arguments = Arguments::read(env::args().skip(1))?;
    if !arguments.bench {
        // `cargo test --all-targets` only compiles it: it takes minutes and gigabytes.
        return Ok(true);
    }
    let bundles = env::var("BUNDLES").map_or(Ok(200_000), |it| it.parse())?;
    let rows = measure(bundles)?;
    let claims = claims::claims(&rows, bundles);
    let figures = table::render(&rows, &claims, bundles, &Machine::here());
    arguments.conclude("archive", &figures, &claims)
}

fn measure(bundles: u64) -> Result<Vec<Row>> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    output(Command::new(env!("CARGO")).args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "export-bundles-cli",
    ]))?;
    let program = target.join("release/export-bundles");
    let home = tempfile::tempdir_in(target)?;
    let text = home.path().join("bundles.ndjson");
    eprintln!("writing {bundles} bundles");
    bundles::write(&text, bundles)?;
    let bytes = fs::metadata(&text)?.len();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let archive = home.path().join("archive");
    let command = |words: &[&str]| {
        let mut command = Command::new(&program);
        command.args(words);
        command
    };
    let path = |path: &PathBuf| path.display().to_string();
    let (text_path, archive_path, all) = (path(&text), path(&archive), cores.to_string());
    let mut measured: Vec<(String, usize, Vec<Run>)> = Vec::new();
    for round in 0..ROUNDS {
        eprintln!("round {} of {ROUNDS}", round + 1);
        let mut keep = |name: &str, cores: usize, run: Run| match measured
            .iter_mut()
            .find(|(it, ..)| it == name)
        {
            Some((_, _, runs)) => runs.push(run),
            None => measured.push((name.to_owned(), cores, vec![run])),
        };
        keep("`decode` alone, lines in memory", 1, decoded(&text)?);
        for jobs in ["1", &all[..]] {
            let cores = jobs.parse()?;
            let run = process::run(&mut command(&["validate", "--jobs", jobs, &text_path]))?;
            keep(&format!("`validate`, {jobs} at a time"), cores, run);
        }
        let _ = fs::remove_dir_all(&archive);
        let add =
            process::run(&mut command(&["archive", "add", "--to", &archive_path, &text_path]))?;
        keep("`archive add`: rules, seals, Parquet", cores, add);
        for jobs in ["1", &all[..]] {
            let cores = jobs.parse()?;
            let verify = ["archive", "verify", "--jobs", jobs, &archive_path];
            let run = process::run(&mut command(&verify))?;
            keep(&format!("`archive verify`, {jobs} at a time"), cores, run);
        }
    }
    let of = |(name, cores, runs): (String, usize, Vec<Run>)| Row {
        name,
        bytes,
        run: process::median(runs).ok_or_else(|| "nobody measured".to_owned()),
        cores,
    };
    let mut rows: Vec<Row> = measured.into_iter().map(of).collect();
    rows.extend(peers::measure(target, home.path(), &text, cores)?);
    Ok(rows)
}

/// What reading alone takes, in one thread, with all lines in memory.
fn decoded(text: &Path) -> Result<Run> {
    let text = fs::read(text)?;
    let start = Instant::now();
    let refused = text
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty() && decode::<ExportBundle>(line).is_err())
        .count();
    let wall: Duration = start.elapsed();
    if refused > 0 {
        return Err(format!("{refused} of the bundles are none").into());
    }
    Ok(Run { wall, peak: None })
}
