//! What can be said to `serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use bytesize::ByteSize;
use clap::Args;
use clap::builder::RangedU64ValueParser;

/// Validate documents for services in other languages, over HTTP.
///
/// Runs beside a service, which posts a document and gets 204, or problem details (RFC 9457) that
/// list everything that is wrong with it. Values of a document are never logged and never answered.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct ServeArguments {
    /// Where to listen; port 0 is any that is free
    ///
    /// Everybody who can reach this address may ask. It speaks HTTP/1.1 without TLS, for the same machine
    /// or behind a proxy.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The largest body that is read; a larger one is answered 413
    #[arg(long, value_name = "SIZE", default_value = "8MiB")]
    pub max_body: ByteSize,

    /// The largest request line with headers that is read; a larger one is answered 431
    #[arg(long, value_name = "SIZE", default_value = "16KiB")]
    pub max_head: ByteSize,

    /// How many headers a request may have; one with more is answered 431
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub max_headers: usize,

    /// How many connections may be open at the same time; further ones wait for their turn
    ///
    /// Memory is bounded by this number times the largest body, and a little.
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_536))]
    pub max_connections: usize,

    /// How long a request line with headers may take, and how long a connection may be idle
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    pub head_timeout: Duration,

    /// How long a body may take; a slower one is answered 408
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    pub body_timeout: Duration,

    /// How long a receiver may take nothing of an answer
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    pub write_timeout: Duration,

    /// How long requests under way may take when the server is asked to end, by SIGTERM or ctrl-c
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    pub shutdown_grace: Duration,

    /// The page that `GET /` answers [default: generated/reference/index.html, where it is there]
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
}

const AFTER_HELP: &str = r#"Requests:
  POST /v1/validate/{type}  204, or a problem: 400 no JSON, 408 too slow, 413 too large,
                            415 not declared as JSON, 422 with a list of violations
  POST /v1/validate         the same for a {default}
  GET  /v1/schemas          the types
  GET  /v1/schemas/{type}   what is accepted, as JSON Schema 2020-12
  GET  /openapi.json        a service that speaks the contract, in OpenAPI 3.1
  GET  /                    the reference page
  GET  /healthz             200 while the server answers
  GET  /metrics             requests by type and verdict, durations, bytes: for Prometheus

Exit codes:
  0  asked to end, and every request under way was answered
  1  asked to end, and some connections outlasted the time of grace
  2  the command line is wrong, or the server cannot start

Examples:
  Beside a service:
    {command} serve
    curl -i --json @document.json http://127.0.0.1:8080/v1/validate/{type of its own}

  For large documents, and few senders:
    {command} serve --max-body 256MiB --max-connections 16 --body-timeout 5m
"#;
