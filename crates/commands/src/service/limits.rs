//! What clients may do at most.

use std::time::Duration;

use bytesize::ByteSize;
use clap::Args;
use clap::builder::RangedU64ValueParser;
use exact_schema_http::Limits;

/// What clients may do at most: the same words for every command that serves.
///
/// ```
/// use clap::{Args, Command, FromArgMatches};
/// use exact_schema_commands::service::LimitArguments;
/// use exact_schema_http::Limits;
///
/// let command = LimitArguments::augment_args(Command::new("track"));
/// let matches = command.get_matches_from(["track"]);
/// let arguments = LimitArguments::from_arg_matches(&matches)?;
/// assert_eq!(arguments.limits(), Limits::default());
/// # Ok::<(), clap::Error>(())
/// ```
#[derive(Debug, Args)]
pub struct LimitArguments {
    /// The largest body that is read; a larger one is answered 413
    #[arg(long, value_name = "SIZE", default_value = "8MiB")]
    max_body: ByteSize,

    /// The largest request line with headers that is read, from 1KiB to 256KiB; a larger one is answered
    /// 431
    #[arg(long, value_name = "SIZE", default_value = "16KiB")]
    max_head: ByteSize,

    /// How many headers a request may have; one with more is answered 431
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = RangedU64ValueParser::<usize>::new().range(1..=1024))]
    max_headers: usize,

    /// How many connections may be open at the same time
    ///
    /// For a further one, the connection that keeps waiting the longest for its client makes room. Memory is
    /// bounded by this number times the largest body, and a little.
    #[arg(long, value_name = "N", default_value_t = 512, value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_536))]
    max_connections: usize,

    /// How many connections may come from one address; behind a trusted proxy, how many requests may be
    /// under way
    ///
    /// An IPv6 address counts with all of its /64 network.
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = RangedU64ValueParser::<usize>::new().range(1..=65_536))]
    max_per_client: usize,

    /// How many requests a connection may carry
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    max_requests: usize,

    /// How long a connection may last
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = humantime::parse_duration)]
    connection_life: Duration,

    /// How much of a body has to arrive in a second, after the first 5 seconds; a slower one is answered 408
    #[arg(long, value_name = "SIZE", default_value = "1KiB")]
    min_rate: ByteSize,

    /// How long a request line with headers may take, and how long a connection may be idle
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    head_timeout: Duration,

    /// How long a body may take; a slower one is answered 408
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    body_timeout: Duration,

    /// How long a receiver may take nothing of an answer
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    write_timeout: Duration,

    /// How long requests under way may take when the server is asked to end, by SIGTERM or ctrl-c
    ///
    /// Asked once more, it ends at once.
    #[arg(long, value_name = "TIME", default_value = "20s", alias = "shutdown-grace", value_parser = humantime::parse_duration)]
    grace: Duration,
}

impl LimitArguments {
    /// The limits that were asked for; what cannot be asked for is as usual.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            body: bytes(self.max_body),
            head: bytes(self.max_head),
            headers: self.max_headers,
            connections: self.max_connections,
            per_peer: self.max_per_client,
            requests: self.max_requests,
            life: self.connection_life,
            head_time: self.head_timeout,
            body_time: self.body_timeout,
            rate: bytes(self.min_rate),
            write_time: self.write_timeout,
            grace: self.grace,
            ..Limits::default()
        }
    }
}

fn bytes(size: ByteSize) -> usize {
    usize::try_from(size.as_u64()).unwrap_or(usize::MAX)
}
