//! How long comparisons take, and how much memory: `cargo run --release -p exact-schema-compat --example measure --
//! FOLDER...`, on Linux.
//!
//! A folder holds pairs (`*/old.schema.json` and `*/new.schema.json`), or versions of schemas, whose files are called
//! alike but for the version; neighbours are compared. Time is that of the processor, memory what was asked of the
//! allocator at the peak; loading counts.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use exact_schema_compat::{Options, TypeReport, Verdict, compare, load};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The bound: processor seconds, and MiB.
const BOUND: (f64, f64) = (10.0, 256.0);

/// What one comparison took.
struct Row {
    pair: String,
    seconds: f64,
    mebibytes: f64,
    result: String,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut rows = Vec::new();
    for folder in std::env::args().skip(1) {
        for [old, new] in pairs(Path::new(&folder))? {
            rows.push(measured(&old, &new)?);
        }
    }
    rows.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
    println!("| pair | seconds | MiB | backward, forward |\n| --- | ---: | ---: | --- |");
    for Row { pair, seconds, mebibytes, result } in rows.iter().take(10) {
        println!("| {pair} | {seconds:.2} | {mebibytes:.0} | {result} |");
    }
    let middle = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        (
            all.get(all.len() / 2).copied().unwrap_or_default(),
            all.last().copied().unwrap_or_default(),
        )
    };
    let (seconds, most_seconds) = middle(rows.iter().map(|it| it.seconds).collect());
    let (memory, most_memory) = middle(rows.iter().map(|it| it.mebibytes).collect());
    println!(
        "\n{} pairs: median {seconds:.2} s and {memory:.1} MiB, worst {most_seconds:.2} s and {most_memory:.0} MiB",
        rows.len()
    );
    let is_held = most_seconds <= BOUND.0 && most_memory <= BOUND.1;
    Ok(if is_held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The pairs of files in a folder.
fn pairs(folder: &Path) -> Result<Vec<[PathBuf; 2]>, Box<dyn Error>> {
    let mut pairs = Vec::new();
    let mut families: BTreeMap<String, Vec<(Vec<u64>, PathBuf)>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let both = ["old.schema.json", "new.schema.json"].map(|it| path.join(it));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if both.iter().all(|it| it.is_file()) {
            pairs.push(both);
        } else if let (true, Some((family, version))) = (name.ends_with(".json"), version(&name)) {
            families.entry(family).or_default().push((version, path));
        }
    }
    for mut files in families.into_values() {
        files.sort();
        pairs.extend(files.windows(2).map(|it| [it[0].1.clone(), it[1].1.clone()]));
    }
    Ok(pairs)
}

/// What a file is called without its version, and that version.
fn version(name: &str) -> Option<(String, Vec<u64>)> {
    let name = name.strip_suffix(".json")?;
    let (start, version) = name.split('-').find_map(|part| {
        let numbers: Option<Vec<u64>> = part.split('.').map(|it| it.parse().ok()).collect();
        Some((part, numbers.filter(|it| it.len() > 1)?))
    })?;
    Some((name.replacen(start, "", 1), version))
}

fn measured(old: &Path, new: &Path) -> Result<Row, Box<dyn Error>> {
    let before = (processor()?, HEAP.current_usage());
    HEAP.reset_peak_usage();
    let result = match (load(old), load(new)) {
        (Ok(old), Ok(new)) => shown(&compare(&old[0], &new[0], &Options::default())),
        (Err(error), _) | (_, Err(error)) => error.to_string(),
    };
    let mebibytes = HEAP.peak_usage().saturating_sub(before.1) as f64 / f64::from(1 << 20);
    let name = if new.ends_with("new.schema.json") { new.parent() } else { Some(new) };
    let pair = name.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    Ok(Row { pair, seconds: processor()? - before.0, mebibytes, result })
}

fn shown(report: &TypeReport) -> String {
    let shown = |verdict: &Verdict| match verdict {
        Verdict::Breaking { breaks, unexamined: 0 } => format!("{} breaks", breaks.len()),
        Verdict::Breaking { breaks, unexamined } => {
            format!("{} breaks, {unexamined} not looked at", breaks.len())
        }
        other => other.name().to_owned(),
    };
    report.verdicts().map(shown).collect::<Vec<_>>().join("; ")
}

/// The seconds that processors have worked for this process, in hundredths.
fn processor() -> Result<f64, Box<dyn Error>> {
    let line = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = line.rsplit_once(')').ok_or("no name of a program")?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / 100.0)
}
