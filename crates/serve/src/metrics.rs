//! What became of requests, counted for Prometheus.

use std::fmt;
use std::time::Duration;

use exact_schema_http::Observe;
use exact_schema_runtime::{DocumentType, ProblemKind};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// The media type of what [`Metrics::page`] writes.
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels<const N: usize> = [(&'static str, &'static str); N];

/// Durations, from a tenth of a millisecond to some seconds.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.0001, 2.5, 12))
}

/// The counters. Every label is a word of ours, so that senders cannot make more of them.
pub(crate) struct Metrics {
    registry: Registry,
    validations: Family<Labels<2>, Counter>,
    seconds: Family<Labels<1>, Histogram, fn() -> Histogram>,
    bytes: Family<Labels<1>, Counter>,
    refusals: Family<Labels<1>, Counter>,
    connections: Gauge,
}

/// The connections, and what the server refused by itself.
impl Observe for Metrics {
    fn connections(&self, open: usize) {
        self.connections.set(i64::try_from(open).unwrap_or(i64::MAX));
    }

    fn refused(&self, kind: ProblemKind) {
        self.refusals.get_or_create(&[("problem", kind.name())]).inc();
    }
}

impl Metrics {
    pub(crate) fn new(prefix: &str) -> Self {
        let metrics = Self {
            registry: Registry::with_prefix(prefix),
            validations: Family::default(),
            seconds: Family::new_with_constructor(durations),
            bytes: Family::default(),
            refusals: Family::default(),
            connections: Gauge::default(),
        };
        metrics.registered()
    }

    fn registered(mut self) -> Self {
        self.registry.register(
            "validations",
            "Documents that were judged or refused, by type and verdict",
            self.validations.clone(),
        );
        self.registry.register_with_unit(
            "validation_duration",
            "Time from the head of a request to its verdict, by type",
            Unit::Seconds,
            self.seconds.clone(),
        );
        self.registry.register_with_unit(
            "validated",
            "Size of the bodies that were read, by type",
            Unit::Bytes,
            self.bytes.clone(),
        );
        self.registry.register(
            "refusals",
            "Clients that were refused before any document was asked about, by problem",
            self.refusals.clone(),
        );
        self.registry.register(
            "connections",
            "Connections that are open",
            self.connections.clone(),
        );
        self
    }

    /// One document of a type: what became of it, after what time, and how many bytes it had.
    pub(crate) fn count(
        &self,
        kind: DocumentType,
        verdict: Result<(), ProblemKind>,
        duration: Duration,
        bytes: usize,
    ) {
        let title = ("type", kind.title());
        let verdict = ("verdict", verdict.err().map_or("valid", ProblemKind::name));
        self.validations.get_or_create(&[title, verdict]).inc();
        self.seconds.get_or_create(&[title]).observe(duration.as_secs_f64());
        self.bytes.get_or_create(&[title]).inc_by(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// The page that a scraper reads.
    pub(crate) fn page(&self) -> Result<String, fmt::Error> {
        let mut page = String::new();
        encode(&mut page, &self.registry)?;
        Ok(page)
    }
}
