//! What a service tells of its work.

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Identity, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt, registry};

/// A log that is being written. What has not been written when it is dropped is written then.
#[derive(Debug)]
#[must_use = "a log ends when it is dropped"]
pub struct Log {
    _worker: WorkerGuard,
}

/// Writes the events of `tracing` to standard error, each as a line of JSON, by a thread of its own: nobody waits
/// for a terminal. Where the process has a log already, that one stays.
///
/// ```
/// let log = exact_schema_commands::service::log();
/// drop(log);
/// ```
pub fn log() -> Log {
    log_beside(true, Identity::new())
}

/// The same, if it is written at all, beside a layer of the service's own, which sees spans and events from the level
/// `INFO` on.
///
/// ```
/// use tracing_subscriber::layer::Identity;
///
/// let log = exact_schema_commands::service::log_beside(false, Identity::new());
/// drop(log);
/// ```
pub fn log_beside<L: Layer<Registry> + Send + Sync>(is_written: bool, layer: L) -> Log {
    let (writer, worker) = tracing_appender::non_blocking(std::io::stderr());
    let lines = || fmt::layer().json().flatten_event(true).with_target(false).with_writer(writer);
    let lines = is_written.then(lines);
    let _ = registry().with(layer).with(lines).with(LevelFilter::INFO).try_init();
    Log { _worker: worker }
}
