//! Where connections come from.

#[cfg(unix)]
mod unix;

use std::io;

use tokio::net::{TcpListener, TcpStream};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

use crate::address::{Address, Listen};
use crate::error::Error;
use crate::peer::{self, Peer};

/// What the system gives connections by.
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

/// A connection.
pub(crate) enum Stream {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Listener {
    /// Listens, and tells where.
    pub(crate) async fn bind(listen: &Listen) -> Result<(Self, Address), Error> {
        match listen {
            Listen::Tcp(place) => {
                let listener = TcpListener::bind(place).await.map_err(Error::listen(place))?;
                let address = listener.local_addr().map_err(Error::listen(place))?;
                Ok((Self::Tcp(listener), Address::Tcp(address)))
            }
            #[cfg(unix)]
            Listen::Unix(path) => {
                Ok((Self::Unix(unix::bind(path).await?), Address::Unix(path.clone())))
            }
            #[cfg(not(unix))]
            Listen::Unix(path) => {
                Err(crate::error::Problem::NoSockets { path: path.display().to_string() }.into())
            }
        }
    }

    /// The next connection, and whose it is.
    pub(crate) async fn accept(&self) -> io::Result<(Stream, Peer)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, address) = listener.accept().await?;
                Ok((Stream::Tcp(stream), Some(peer::of(address.ip()))))
            }
            #[cfg(unix)]
            Self::Unix(listener) => Ok((Stream::Unix(listener.accept().await?.0), None)),
        }
    }

    /// The connections that the system has taken and nobody else has.
    pub(crate) fn waiting(self) -> Vec<(Stream, Peer)> {
        let mut streams = Vec::new();
        match self {
            Self::Tcp(listener) => {
                let Ok(listener) = listener.into_std() else { return streams };
                while let Ok((stream, address)) = listener.accept() {
                    if stream.set_nonblocking(true).is_ok()
                        && let Ok(stream) = TcpStream::from_std(stream)
                    {
                        streams.push((Stream::Tcp(stream), Some(peer::of(address.ip()))));
                    }
                }
            }
            #[cfg(unix)]
            Self::Unix(listener) => {
                streams
                    .extend(unix::waiting(listener).into_iter().map(|it| (Stream::Unix(it), None)));
            }
        }
        streams
    }
}
