//! What the service does, counted for Prometheus.

use std::fmt;
use std::time::Duration;

use axum::http::Method;
use exact_schema_http::ConnectionMetrics;
use export_bundles::BundleType;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

/// The media type of what [`Metrics::page`] writes.
pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

type Labels<const N: usize> = [(&'static str, String); N];

/// Durations, from half a millisecond to some seconds.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.0005, 2.5, 12))
}

/// The counters. Labels are methods, places and statuses of the service, so that clients cannot make more of them.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels<3>, Counter>,
    seconds: Family<Labels<1>, Histogram, fn() -> Histogram>,
    issued: Family<Labels<1>, Counter>,
    pub(crate) connections: ConnectionMetrics,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("export_bundles_exports");
        let requests = Family::default();
        let seconds = Family::new_with_constructor(durations as fn() -> Histogram);
        let issued = Family::default();
        let connections = ConnectionMetrics::register(&mut registry);
        registry.register(
            "requests",
            "Requests that were answered, by method, place and status",
            Family::clone(&requests),
        );
        registry.register_with_unit(
            "request_duration",
            "Time from the head of a request to its answer, by place",
            Unit::Seconds,
            Family::clone(&seconds),
        );
        registry.register("bundles", "Bundles that were issued, by type", Family::clone(&issued));
        Self { registry, requests, seconds, issued, connections }
    }

    /// A request that was answered.
    pub(crate) fn count(&self, method: &Method, route: &str, status: u16, duration: Duration) {
        let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE];
        let method = if known.contains(method) { method.as_str() } else { "other" };
        let place = ("place", route.to_owned());
        let labels = [("method", method.to_owned()), place.clone(), ("status", status.to_string())];
        self.requests.get_or_create(&labels).inc();
        self.seconds.get_or_create(&[place]).observe(duration.as_secs_f64());
    }

    /// A bundle that was issued.
    pub(crate) fn issued(&self, kind: BundleType) {
        self.issued.get_or_create(&[("type", kind.as_str().to_owned())]).inc();
    }

    /// The page that a scraper reads.
    pub(crate) fn page(&self) -> Result<String, fmt::Error> {
        let mut page = String::new();
        encode(&mut page, &self.registry)?;
        Ok(page)
    }
}
