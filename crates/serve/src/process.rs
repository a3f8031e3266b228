//! A server that is all that its process does.

use std::net::SocketAddr;

use tokio::signal::unix::{SignalKind, signal};

use crate::{End, Error, Options, Server};

/// Serves until the process is asked to end, by SIGTERM or by ctrl-c. `started` learns where the
/// server listens.
///
/// # Errors
///
/// That the server does not start.
///
/// # Example
///
/// ```no_run
/// use exact_schema_serve::{Options, serve};
/// use parcel_events::CONTRACT;
///
/// let end = serve(&Options::new(&CONTRACT), |address| println!("http://{address}"))?;
/// assert_eq!(end.cut_off, 0, "every request was answered");
/// # Ok::<(), exact_schema_serve::Error>(())
/// ```
pub fn serve(options: &Options, started: impl FnOnce(SocketAddr)) -> Result<End, Error> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::runtime)?;
    runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate()).map_err(Error::runtime)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::runtime)?;
        let server = Server::bind(options).await?;
        started(server.address());
        let end = server.run(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        });
        Ok(end.await)
    })
}
