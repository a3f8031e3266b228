//! How much memory the process has taken at most (Linux; elsewhere nothing is measured).

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held by every test that measures memory, or takes much of it: what is measured is of the whole
/// process.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to measure anew.
pub fn forget_peak() {
    // Where the system has no such file, `peak` finds none either.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The peak since then, in MiB.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
