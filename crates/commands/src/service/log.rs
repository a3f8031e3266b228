//! What a service tells of its work.

use tracing_appender::non_blocking::WorkerGuard;

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
    let (writer, worker) = tracing_appender::non_blocking(std::io::stderr());
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_writer(writer)
        .try_init();
    Log { _worker: worker }
}
