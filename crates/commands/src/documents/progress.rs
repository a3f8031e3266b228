//! How far it is, for those who wait.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// Who waits less than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

const WITH_TOTAL: &str = "{bar:32} {percent:>3} %  {binary_bytes_per_sec}  {eta} left";
const WITHOUT_TOTAL: &str = "{spinner} {binary_bytes} read  {binary_bytes_per_sec}";

/// A bar on standard error, where that is a terminal; gone when it is dropped.
pub struct Progress {
    bar: ProgressBar,
    meter: Arc<AtomicU64>,
    started: Instant,
    shown: bool,
}

impl Progress {
    /// Shows how much of `total` bytes, as far as that is known, `meter` has counted.
    pub fn new(total: Option<u64>, meter: Arc<AtomicU64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden())
            .with_finish(ProgressFinish::AndClear);
        let template = if total.is_some() { WITH_TOTAL } else { WITHOUT_TOTAL };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, meter, started: Instant::now(), shown: false }
    }

    /// Moves the bar on.
    pub fn update(&mut self) {
        if !self.shown && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        self.bar.set_position(self.meter.load(Ordering::Relaxed));
    }

    /// Takes the bar away while standard output is written to, if both go to a terminal.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        if io::stdout().is_terminal() { self.bar.suspend(write) } else { write() }
    }
}
