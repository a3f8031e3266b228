//! What a server may be told.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use exact_schema_http::{Limits, Listen};
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
    pub listen: Listen,
    /// Where `/healthz` and `/metrics` are answered, and then nowhere else; where [`listen`](Self::listen)
    /// is, without it.
    pub admin: Option<Listen>,
    /// Whether to count clients by what a proxy in front says in `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// The page that `GET /` answers, an HTML file; none is fine.
    pub reference: Option<PathBuf>,
    /// How long a large document waits for its turn before its sender is told to come back.
    pub judge_time: Duration,
    /// What senders may do.
    pub limits: Limits,
}

impl Options {
    /// A server of a contract on port 8080 of this machine, without a reference page.
    #[must_use]
    pub fn new(contract: &'static Contract) -> Self {
        Self {
            contract,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)).into(),
            admin: None,
            trust_proxy: false,
            reference: None,
            judge_time: Duration::from_secs(10),
            limits: Limits::default(),
        }
    }
}
