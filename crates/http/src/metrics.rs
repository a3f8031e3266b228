//! Connections and refusals, counted for Prometheus.
//!
//! They stand here behind a feature and not in the sidecar: who serves something else needs `prometheus-client`
//! for it, and nothing of what the sidecar publishes and judges.

use exact_schema_runtime::ProblemKind;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::observe::Observe;

/// How many connections are open, and how many clients the server itself refused: `connections`, and
/// `refusals_total` with the label `problem`, of which senders can make no more values than there are problems.
///
/// ```
/// use std::sync::Arc;
///
/// use exact_schema_http::{ConnectionMetrics, Server};
/// use parcel_events::CONTRACT;
/// use prometheus_client::registry::Registry;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let mut registry = Registry::with_prefix("parcels");
/// let metrics = ConnectionMetrics::register(&mut registry);
/// let server = Server::bind(&"localhost:0".parse()?, &CONTRACT).await?;
/// let server = server.with_observer(Arc::new(metrics));
/// let mut page = String::new();
/// prometheus_client::encoding::text::encode(&mut page, &registry)?;
/// assert!(page.contains("parcels_connections 0\n"));
/// # Ok(())
/// # })
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct ConnectionMetrics {
    connections: Gauge,
    refusals: Family<[(&'static str, &'static str); 1], Counter>,
}

impl ConnectionMetrics {
    /// Counters of a registry, which names them with its prefix.
    #[must_use]
    pub fn register(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register(
            "refusals",
            "Clients that were refused before any handler saw a request of theirs, by problem",
            metrics.refusals.clone(),
        );
        registry.register("connections", "Connections that are open", metrics.connections.clone());
        metrics
    }
}

impl Observe for ConnectionMetrics {
    fn connections(&self, open: usize) {
        self.connections.set(i64::try_from(open).unwrap_or(i64::MAX));
    }

    fn refused(&self, kind: ProblemKind) {
        self.refusals.get_or_create(&[("problem", kind.name())]).inc();
    }
}
