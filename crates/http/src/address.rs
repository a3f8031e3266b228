//! Where a server listens.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::{Error, Problem};

/// Where a server is to listen: `HOST:PORT`, whose port 0 is any that is free, or `unix:PATH`.
///
/// ```
/// use exact_schema_http::Listen;
///
/// assert_eq!("localhost:8080".parse::<Listen>()?.to_string(), "localhost:8080");
/// assert_eq!("unix:/run/sidecar".parse::<Listen>()?.to_string(), "unix:/run/sidecar");
/// assert!("localhost".parse::<Listen>().is_err());
/// # Ok::<(), exact_schema_http::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listen {
    /// A host, by name or address, and a port.
    Tcp(String),
    /// The path of a Unix domain socket.
    Unix(PathBuf),
}

impl FromStr for Listen {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let place = || Problem::Place { found: text.to_owned() };
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.is_empty() { Err(place().into()) } else { Ok(Self::Unix(path.into())) };
        }
        let (host, port) = text.rsplit_once(':').ok_or_else(place)?;
        let is_bare = host.contains(':') && !(host.starts_with('[') && host.ends_with(']'));
        if host.is_empty() || is_bare || port.parse::<u16>().is_err() {
            return Err(place().into());
        }
        Ok(Self::Tcp(text.to_owned()))
    }
}

impl From<SocketAddr> for Listen {
    fn from(address: SocketAddr) -> Self {
        Self::Tcp(address.to_string())
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(place) => f.write_str(place),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// An address with a port.
    Tcp(SocketAddr),
    /// An address with a port, where TLS is spoken.
    Tls(SocketAddr),
    /// The path of a Unix domain socket.
    Unix(PathBuf),
}

impl Address {
    /// The address with its port; none of a Unix domain socket.
    #[must_use]
    pub fn tcp(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(address) | Self::Tls(address) => Some(*address),
            Self::Unix(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "http://{address}"),
            Self::Tls(address) => write!(f, "https://{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}
