//! What can be said to `serve`.

use std::path::PathBuf;
use std::time::Duration;

use bytesize::ByteSize;
use clap::Args;
use clap::builder::RangedU64ValueParser;
use exact_schema_serve::Listen;

/// Validate documents for services in other languages, over HTTP.
///
/// Runs beside a service, which posts a document and gets 204, or problem details (RFC 9457) that
/// list everything that is wrong with it. Values of a document are never logged and never answered.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct ServeArguments {
    /// Where to listen; port 0 is any that is free
    ///
    /// HOST:PORT, such as localhost:8080, or unix:PATH. Everybody who can reach this address may ask. It
    /// speaks HTTP/1.1 without TLS, for the same machine or behind a proxy.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: Listen,

    /// Where to answer /healthz and /metrics, and then nowhere else [default: where it listens]
    ///
    /// These places are never taken by those who ask about documents.
    #[arg(long, value_name = "ADDRESS")]
    pub admin: Option<Listen>,

    /// Count clients by the last address in X-Forwarded-For, which the proxy in front has written
    ///
    /// Without a proxy that writes it, every client could be whoever they like.
    #[arg(long)]
    pub trust_proxy: bool,

    /// Write a line of JSON for every document to standard error: the id of the request, the type, the
    /// verdict and the duration
    ///
    /// The id is that of X-Request-Id, where it has one of up to 64 plain characters. Never a part of a
    /// document.
    #[arg(long)]
    pub log: bool,

    /// The largest body that is read; a larger one is answered 413
    #[arg(long, value_name = "SIZE", default_value = "8MiB")]
    pub max_body: ByteSize,

    /// The largest request line with headers that is read, from 1KiB to 256KiB; a larger one is answered
    /// 431
    #[arg(long, value_name = "SIZE", default_value = "16KiB")]
    pub max_head: ByteSize,

    /// How many headers a request may have; one with more is answered 431
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    pub max_headers: usize,

    /// How many connections may be open at the same time
    ///
    /// For a further one, the connection that keeps waiting the longest for its client makes room. Memory is
    /// bounded by this number times the largest body, and a little.
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_536))]
    pub max_connections: usize,

    /// How many connections may come from one address; behind a trusted proxy, how many requests may be
    /// under way
    ///
    /// An IPv6 address counts with all of its /64 network.
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_536))]
    pub max_per_client: usize,

    /// How many requests a connection may carry
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub max_requests: usize,

    /// How long a connection may last
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = humantime::parse_duration)]
    pub connection_life: Duration,

    /// How much of a body has to arrive in a second, after the first 5 seconds; a slower one is answered 408
    #[arg(long, value_name = "SIZE", default_value = "1KiB")]
    pub min_rate: ByteSize,

    /// How long a large document may wait for its turn; then it is answered 503
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    pub judge_timeout: Duration,

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
    ///
    /// Asked once more, it ends at once.
    #[arg(long, value_name = "TIME", default_value = "20s", alias = "shutdown-grace", value_parser = humantime::parse_duration)]
    pub grace: Duration,

    /// The page that `GET /` answers [default: generated/reference/index.html, where it is there]
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
}

const AFTER_HELP: &str = r#"Requests:
  POST /v1/validate/{type}  204, or a problem: 400 no JSON, 408 too slow, 413 too large,
                            415 not declared as JSON, 422 with a list of violations,
                            503 too much to do, with Retry-After
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

  With probes and metrics on a port of their own, and a log:
    {command} serve --listen 0.0.0.0:8080 --admin 0.0.0.0:9090 --log

  For large documents, and few senders:
    {command} serve --max-body 256MiB --max-connections 16 --body-timeout 5m
"#;
