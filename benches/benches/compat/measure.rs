//! What each comparison takes. Loading counts; time is that of the processor, and memory what was asked of the allocator at
//! the peak.

use std::path::{Path, PathBuf};
use std::time::Duration;

use exact_schema_compat::{Options, TypeReport, Verdict, compare, load};
use export_bundles_benches::Result;
use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};

use crate::pairs::Group;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The comparisons of one origin.
pub struct Measured {
    pub name: &'static str,
    /// The slowest first.
    pub rows: Vec<Row>,
}

/// What one comparison took.
pub struct Row {
    pub pair: String,
    pub seconds: f64,
    pub mebibytes: f64,
    /// The verdict of each direction.
    pub verdicts: String,
}

pub fn all(groups: &[Group]) -> Result<Vec<Measured>> {
    groups.iter().map(group).collect()
}

fn group(group: &Group) -> Result<Measured> {
    let mut rows = Vec::new();
    for pair in &group.pairs {
        rows.push(one(pair)?);
        if rows.len() % 20 == 0 {
            eprintln!("{}: {} of {}", group.name, rows.len(), group.pairs.len());
        }
    }
    rows.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
    Ok(Measured { name: group.name, rows })
}

#[expect(clippy::cast_precision_loss, reason = "mebibytes are shown")]
fn one([old, new]: &[PathBuf; 2]) -> Result<Row> {
    let (before, held) = (processor()?, HEAP.current_usage());
    HEAP.reset_peak_usage();
    let verdicts = match (load(old), load(new)) {
        (Ok(old), Ok(new)) => shown(&compare(&old[0], &new[0], &Options::default())),
        (Err(error), _) | (_, Err(error)) => error.to_string(),
    };
    let seconds = (processor()? - before).as_secs_f64();
    let mebibytes = HEAP.peak_usage().saturating_sub(held) as f64 / f64::from(1 << 20);
    let name = if new.ends_with("new.schema.json") { new.parent() } else { Some(new.as_path()) };
    let pair = name.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    Ok(Row { pair, seconds, mebibytes, verdicts })
}

fn shown(report: &TypeReport) -> String {
    let shown = |verdict: &Verdict| match verdict {
        Verdict::Breaking { breaks, unexamined } => {
            let left = if *unexamined > 0 { format!(", {unexamined} left") } else { String::new() };
            format!("breaks: {}{left}", breaks.len())
        }
        other => other.name().to_owned(),
    };
    report.verdicts().map(shown).collect::<Vec<_>>().join("; ")
}

/// How long processors have worked for this process.
fn processor() -> Result<Duration> {
    Ok(clock_gettime(ClockId::ProcessCPUTime).try_into()?)
}
