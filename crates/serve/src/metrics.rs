//! What became of requests, counted for Prometheus.

use std::fmt;
use std::time::Duration;

use exact_schema_http::ConnectionMetrics;
use exact_schema_runtime::{DocumentType, ProblemKind};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
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
    connections: ConnectionMetrics,
}

impl Metrics {
    pub(crate) fn new(prefix: &str) -> Self {
        let mut registry = Registry::with_prefix(prefix);
        let validations = Family::default();
        registry.register(
            "validations",
            "Documents that were judged or refused, by type and verdict",
            validations.clone(),
        );
        let seconds = Family::new_with_constructor(durations as fn() -> Histogram);
        registry.register_with_unit(
            "validation_duration",
            "Time from the head of a request to its verdict, by type",
            Unit::Seconds,
            seconds.clone(),
        );
        let bytes = Family::default();
        registry.register_with_unit(
            "validated",
            "Size of the bodies that were read, by type",
            Unit::Bytes,
            bytes.clone(),
        );
        let connections = ConnectionMetrics::register(&mut registry);
        Self { registry, validations, seconds, bytes, connections }
    }

    /// What the server itself is told to count.
    pub(crate) fn connections(&self) -> ConnectionMetrics {
        self.connections.clone()
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
