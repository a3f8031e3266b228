//! What can be said to `serve`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, Args};

use crate::service::{LimitArguments, ListenArguments};

/// Validate documents for services in other languages, over HTTP.
///
/// Runs beside a service, which posts a document and gets 204, or problem details (RFC 9457) that
/// list everything that is wrong with it. Values of a document are never logged and never answered.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
#[command(mut_arg("listen", without_tls), mut_arg("log", of_documents))]
pub struct ServeArguments {
    #[command(flatten)]
    pub listen: ListenArguments,

    #[command(flatten)]
    pub limits: LimitArguments,

    /// How long a large document may wait for its turn; then it is answered 503
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    pub judge_timeout: Duration,

    /// The page that `GET /` answers [default: generated/reference/index.html, where it is there]
    #[arg(long, value_name = "FILE")]
    pub reference: Option<PathBuf>,
}

fn without_tls(listen: Arg) -> Arg {
    let help = listen.get_long_help().map(ToString::to_string).unwrap_or_default();
    listen.long_help(format!(
        "{help} It speaks HTTP/1.1 without TLS, for the same machine or behind a proxy."
    ))
}

fn of_documents(log: Arg) -> Arg {
    let help = "Write a line of JSON for every document to standard error: the id of the request, the type, the \
                verdict and the duration";
    let id = "The id is that of X-Request-Id, where it has one of up to 64 plain characters. Never a part of a \
              document.";
    log.help(help).long_help(format!("{help}\n\n{id}"))
}

const AFTER_HELP: &str = r#"Requests:
  POST /v1/validate/{type}  204, or a problem: 400 no JSON, 408 too slow, 413 too large,
                            415 not declared as JSON, 422 with a list of violations,
                            503 too much to do, with Retry-After
  POST /v1/validate         the same for a {default}
  GET  /v1/schemas          the types
  GET  /v1/schemas/{type}   what is accepted, as JSON Schema 2020-12
  GET  /openapi.json        what this server answers, in OpenAPI 3.1
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
