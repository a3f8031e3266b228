//! Why a server did not start.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Why a server did not start.
///
/// ```
/// use exact_schema_serve::{Options, serve};
/// use parcel_events::CONTRACT;
///
/// let options = Options { reference: Some("missing.html".into()), ..Options::new(&CONTRACT) };
/// let error = serve(&options, |_| {}).unwrap_err();
/// assert!(error.to_string().starts_with("cannot read the reference page missing.html: "));
/// ```
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Listen { address: SocketAddr, cause: io::Error },
    Reference { path: PathBuf, cause: io::Error },
    Published(String),
    Runtime(io::Error),
}

impl Error {
    pub(crate) fn listen(address: SocketAddr) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self(Kind::Listen { address, cause })
    }

    pub(crate) fn reference(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |cause| Self(Kind::Reference { path, cause })
    }

    pub(crate) fn published(why: impl fmt::Display) -> Self {
        Self(Kind::Published(why.to_string()))
    }

    pub(crate) fn runtime(cause: io::Error) -> Self {
        Self(Kind::Runtime(cause))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Listen { address, cause } => write!(f, "cannot listen on {address}: {cause}"),
            Kind::Reference { path, cause } => {
                write!(f, "cannot read the reference page {}: {cause}", path.display())
            }
            Kind::Published(why) => write!(f, "cannot derive what is published: {why}"),
            Kind::Runtime(cause) => write!(f, "cannot start: {cause}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Listen { cause, .. } | Kind::Reference { cause, .. } | Kind::Runtime(cause) => {
                Some(cause)
            }
            Kind::Published(_) => None,
        }
    }
}
