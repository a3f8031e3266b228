//! Why a server did not start.

use std::io;
#[cfg(feature = "tls")]
use std::path::PathBuf;

use thiserror::Error as ThisError;

/// Why a server did not start. The message says what to mend.
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] Problem);

#[derive(Debug, ThisError)]
pub(crate) enum Problem {
    #[error("cannot listen on {place}: {cause}")]
    Listen { place: String, cause: io::Error },
    #[cfg(unix)]
    #[error(
        "cannot listen on {path}: expected a place where nothing is, found something; remove it"
    )]
    Taken { path: String },
    #[cfg(not(unix))]
    #[error(
        "cannot listen on unix:{path}: expected HOST:PORT such as localhost:8080, as this system has no \
         Unix domain sockets"
    )]
    NoSockets { path: String },
    #[error("expected HOST:PORT such as localhost:8080, or unix:PATH, found {found:?}")]
    Place { found: String },
    #[error("{limit}: expected {expected}, found {found}")]
    Limit { limit: &'static str, expected: &'static str, found: String },
    #[error("cannot wait for signals: {0}")]
    Signals(io::Error),
    #[cfg(feature = "tls")]
    #[error("cannot read {what} {path}: {cause}", path = path.display())]
    Read { what: &'static str, path: PathBuf, cause: io::Error },
    #[cfg(feature = "tls")]
    #[error(
        "{path}: expected certificates as PEM (-----BEGIN CERTIFICATE-----), that of the server first, \
         found {found}",
        path = path.display()
    )]
    Certificates { path: PathBuf, found: String },
    #[cfg(feature = "tls")]
    #[error(
        "{path}: expected a private key as PEM (-----BEGIN PRIVATE KEY-----), of RSA, ECDSA or Ed25519, \
         found {found}",
        path = path.display()
    )]
    Key { path: PathBuf, found: &'static str },
    #[cfg(feature = "tls")]
    #[error(
        "{key}: expected the key of the first certificate in {certificates}, found that of another",
        key = key.display(),
        certificates = certificates.display()
    )]
    OtherKey { certificates: PathBuf, key: PathBuf },
    #[cfg(feature = "tls")]
    #[error("cannot speak TLS: {0}")]
    Tls(tokio_rustls::rustls::Error),
}

impl Error {
    pub(crate) fn listen(place: impl ToString) -> impl FnOnce(io::Error) -> Self {
        let place = place.to_string();
        move |cause| Self(Problem::Listen { place, cause })
    }
}
