//! The export service: what the platform knows of incidents goes in, sealed and signed bundles come out, and are kept for
//! years.
//!
//! | request | answer |
//! | --- | --- |
//! | `PUT /v1/incidents/{id}`, `/v1/runs/{id}`, `/v1/policy-snapshots/{id}`, `/v1/traces/{id}` | what the platform knows, validated |
//! | `POST /v1/traces` | spans of OpenTelemetry (OTLP/HTTP, JSON and Protocol Buffers) |
//! | `POST /v1/exports` | a bundle, sealed, signed and in the log |
//! | `GET /v1/bundles/{id}` | the bundle, as JSON, as a page, or as a PDF |
//! | `GET /v1/bundles` | what was exported, page by page, or all of a period as NDJSON |
//! | `GET /v1/receipts/{id}` | who signed it |
//! | `POST /v1/reviews/{id}` | a reviewed SOC 2 bundle, which follows the one that was reviewed |
//! | `GET /v1/log/checkpoint`, `/v1/log/proof/{id}`, `/v1/log/tile/…` | the log of seals |
//! | `GET /openapi.json` | all of this, for programs |
//! | `GET /` | all of this, for people |
//! | `GET /healthz`, `/readyz`, `/metrics` | whether it runs, whether it can work, and what it does |
//!
//! Whoever asks has a token, which belongs to one tenant, and never sees another one's. A bundle that a client was told
//! of is in the store, with its signature and its place in the log.

#![forbid(unsafe_code)]

mod access;
mod answer;
mod api;
mod case;
mod demo;
mod digest;
mod error;
mod issue;
mod metrics;
mod options;
mod pages;
#[cfg(feature = "otel")]
mod parent;
mod routes;
mod server;
mod service;
mod shown;
mod watch;
mod workers;

pub use demo::{DEMO_TENANT, Demo};
pub use error::Error;
pub use options::Options;
pub use server::{Server, serve};
