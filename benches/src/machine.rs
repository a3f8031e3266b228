//! What the figures were taken on.

use std::collections::BTreeSet;
use std::fmt;
use std::thread::available_parallelism;

use sysinfo::{CpuRefreshKind, RefreshKind, System};

/// The machine and the day.
pub struct Machine {
    date: String,
    cpu: String,
    cores: usize,
    os: String,
}

impl Machine {
    /// This one, today.
    #[must_use]
    pub fn here() -> Self {
        let system =
            System::new_with_specifics(RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing()));
        let cpus: BTreeSet<&str> = system.cpus().iter().map(|cpu| cpu.brand().trim()).collect();
        Self {
            date: chrono::Utc::now().date_naive().to_string(),
            cpu: cpus.into_iter().collect::<Vec<_>>().join(" and "),
            cores: available_parallelism().map_or(1, usize::from),
            os: System::long_os_version().unwrap_or_else(|| std::env::consts::OS.to_owned()),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, cpu, cores, os } = self;
        let rustc = env!("BENCH_RUSTC");
        write!(f, "{date}: {cpu}, {cores} cores; {os}; {rustc}")
    }
}
