//! Signals, without the program `kill`, which not every machine has.

use std::process::Child;

pub use rustix::process::Signal;
use rustix::process::{Pid, kill_process};

/// Sends a signal to a process that was started here.
///
/// # Panics
///
/// If it was waited for: it is no more.
pub fn send(process: &Child, signal: Signal) {
    kill_process(Pid::from_child(process), signal).unwrap();
}
