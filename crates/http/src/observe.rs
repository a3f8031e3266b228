//! What a server tells of its connections.

use exact_schema_runtime::ProblemKind;

/// Learns what becomes of connections, for metrics.
pub trait Observe: Send + Sync + 'static {
    /// How many connections there are now.
    fn connections(&self, open: usize);

    /// That a client was refused by the server itself, before any handler saw its request.
    fn refused(&self, kind: ProblemKind);
}

/// Learns nothing.
pub(crate) struct Nobody;

impl Observe for Nobody {
    fn connections(&self, _: usize) {}

    fn refused(&self, _: ProblemKind) {}
}
