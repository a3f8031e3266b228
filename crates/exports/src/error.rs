//! Why a service did not start.

use std::io;

use export_bundles_store::StoreError;

/// Why a service did not start. The message says what to mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It cannot listen, or a limit makes no sense.
    #[error(transparent)]
    Http(#[from] exact_schema_http::Error),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Everybody may ask, and not only from this machine.
    #[error(
        "without tokens it listens on this machine alone: expected 127.0.0.1, [::1] or unix:PATH, found {0}"
    )]
    OpenToAll(String),
    /// The contract cannot be published.
    #[error("cannot derive what is published: {0}")]
    Published(String),
    /// Nothing can be run.
    #[error("cannot start: {0}")]
    Runtime(#[source] io::Error),
    /// The incidents to try the service with cannot be put into the store.
    #[error("cannot fill the store with the incidents of --demo: {0}")]
    Demo(String),
}
