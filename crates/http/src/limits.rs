//! What clients may do at most.

use std::time::Duration;

use crate::error::{Error, Problem};

/// The largest head that hyper reads, whatever is allowed.
const MOST_HEAD: usize = 256 << 10;

/// The smallest limit under which ordinary requests pass.
const LEAST_HEAD: usize = 1 << 10;

/// What clients may do at most.
///
/// ```
/// let limits = exact_schema_http::Limits::default();
/// assert_eq!(limits.body, 8 * 1024 * 1024);
/// assert!(limits.check().is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body, as far as `Payload` and `json_body` read it: it is the `BodyLimit` of every route
    /// that has none of its own.
    pub body: usize,
    /// Bytes of a request line and its headers together, from 1 KiB to 256 KiB.
    pub head: usize,
    /// Number of headers.
    pub headers: usize,
    /// Connections at the same time. For a further one, the connection that keeps waiting the longest
    /// for its client makes room.
    pub connections: usize,
    /// Connections at the same time from one address, or behind a trusted proxy requests; an IPv6
    /// address counts with all of its /64 network.
    pub per_peer: usize,
    /// Requests on one connection.
    pub requests: usize,
    /// How long a connection may last.
    pub life: Duration,
    /// Time for a request line and its headers. It is also how long a connection may be idle.
    pub head_time: Duration,
    /// Time for a body.
    pub body_time: Duration,
    /// Bytes that have to arrive of a body in a second, after the time in `rate_grace`.
    pub rate: usize,
    /// For how long a body may arrive as slowly as it likes.
    pub rate_grace: Duration,
    /// Time for which a receiver may take nothing of an answer.
    pub write_time: Duration,
    /// How long a connection waits for a place before it is told that there is none.
    pub place_time: Duration,
    /// Time for requests under way when the server ends.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 8 << 20,
            head: 16 << 10,
            headers: 64,
            connections: 512,
            per_peer: 256,
            requests: 100_000,
            life: Duration::from_secs(3600),
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            rate: 1 << 10,
            rate_grace: Duration::from_secs(5),
            write_time: Duration::from_secs(10),
            place_time: Duration::from_secs(1),
            grace: Duration::from_secs(20),
        }
    }
}

impl Limits {
    /// Whether a client can do anything within them.
    ///
    /// # Errors
    ///
    /// Names a limit under which no request would pass.
    pub fn check(&self) -> Result<(), Error> {
        if !(LEAST_HEAD..=MOST_HEAD).contains(&self.head) {
            let expected = "from 1 KiB to 256 KiB";
            let found = format!("{} bytes", self.head);
            return Err(Problem::Limit { limit: "the largest head", expected, found }.into());
        }
        let counts = [
            ("the largest body", self.body),
            ("the number of headers", self.headers),
            ("the number of connections", self.connections),
            ("the number of connections from one address", self.per_peer),
            ("the number of requests on a connection", self.requests),
        ];
        for (limit, found) in counts {
            if found == 0 {
                let found = found.to_string();
                return Err(Problem::Limit { limit, expected: "1 or more", found }.into());
            }
        }
        let times = [
            ("the life of a connection", self.life),
            ("the time for a head", self.head_time),
            ("the time for a body", self.body_time),
            ("the time for a receiver", self.write_time),
        ];
        for (limit, found) in times {
            if found < Duration::from_millis(10) {
                let found = format!("{found:?}");
                return Err(Problem::Limit { limit, expected: "10 ms or more", found }.into());
            }
        }
        Ok(())
    }
}
