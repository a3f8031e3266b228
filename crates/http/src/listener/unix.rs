//! Unix domain sockets.

use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use tokio::net::{UnixListener, UnixStream};

use crate::error::{Error, Problem};

/// Listens on a socket of this path.
pub(super) async fn bind(path: &Path) -> Result<UnixListener, Error> {
    remove_socket(path).await?;
    UnixListener::bind(path).map_err(Error::listen(format_args!("unix:{}", path.display())))
}

/// The connections that the system has taken and nobody else has.
pub(super) fn waiting(listener: UnixListener) -> Vec<UnixStream> {
    let mut streams = Vec::new();
    let Ok(listener) = listener.into_std() else { return streams };
    while let Ok((stream, _)) = listener.accept() {
        if stream.set_nonblocking(true).is_ok()
            && let Ok(stream) = UnixStream::from_std(stream)
        {
            streams.push(stream);
        }
    }
    streams
}

/// Removes a socket that a server has left behind which was killed; one that is listened on stays, as does
/// anything else.
async fn remove_socket(path: &Path) -> Result<(), Error> {
    let taken = || Problem::Taken { path: path.display().to_string() };
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => {
            if UnixStream::connect(path).await.is_ok() {
                return Err(taken().into());
            }
            std::fs::remove_file(path).map_err(Error::listen(path.display()))
        }
        Ok(_) => Err(taken().into()),
        Err(_) => Ok(()),
    }
}
