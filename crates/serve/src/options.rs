//! What a server may be told.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use exact_schema_runtime::Contract;

/// How a server is set up.
///
/// ```
/// use parcel_events::CONTRACT;
///
/// let options = exact_schema_serve::Options::new(&CONTRACT);
/// assert_eq!(options.listen.to_string(), "127.0.0.1:8080");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The contract whose documents are judged.
    pub contract: &'static Contract,
    /// Where to listen. Port 0 is any that is free.
    pub listen: SocketAddr,
    /// The page that `GET /` answers, an HTML file; none is fine.
    pub reference: Option<PathBuf>,
    /// What senders may do.
    pub limits: Limits,
}

impl Options {
    /// A server of a contract on port 8080 of this machine, without a reference page.
    #[must_use]
    pub fn new(contract: &'static Contract) -> Self {
        Self {
            contract,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            reference: None,
            limits: Limits::default(),
        }
    }
}

/// What senders may do at most.
///
/// ```
/// let limits = exact_schema_serve::Limits::default();
/// assert_eq!(limits.body, 8 * 1024 * 1024);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body.
    pub body: usize,
    /// Bytes of a request line and its headers together; no more than 256 KiB, and no less than 8.
    pub head: usize,
    /// Number of headers.
    pub headers: usize,
    /// Connections at the same time. Further ones wait until one of them ends.
    pub connections: usize,
    /// Time for a request line and its headers. It is also how long a connection may be idle.
    pub head_time: Duration,
    /// Time for a body.
    pub body_time: Duration,
    /// Time for which a receiver may take nothing of an answer.
    pub write_time: Duration,
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
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            write_time: Duration::from_secs(10),
            grace: Duration::from_secs(30),
        }
    }
}
