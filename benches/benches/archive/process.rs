//! A command from its start to its end.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use export_bundles_benches::Result;

/// How often the memory of a process is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// What a command took.
#[derive(Clone, Copy)]
pub struct Run {
    /// From its start to its end.
    pub wall: Duration,
    /// The most memory that it held, in kilobytes.
    pub peak: Option<u64>,
}

/// Runs a command, which has to succeed; what it says is thrown away.
pub fn run(command: &mut Command) -> Result<Run> {
    let name = format!("{command:?}");
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stdin(Stdio::null()).spawn()?;
    let mut peak = None;
    let status = loop {
        peak = peak_of(child.id()).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(LOOK);
    };
    let wall = start.elapsed();
    if !status.success() {
        return Err(format!("{name}: {status}").into());
    }
    Ok(Run { wall, peak })
}

/// The run in the middle, and the most memory of all.
pub fn median(mut runs: Vec<Run>) -> Option<Run> {
    runs.sort_by_key(|it| it.wall);
    let peak = runs.iter().filter_map(|it| it.peak).max();
    runs.get(runs.len() / 2).map(|it| Run { wall: it.wall, peak })
}

fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
