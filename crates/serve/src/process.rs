//! A server that is all that its process does.

use exact_schema_http::Signals;

use crate::{End, Error, Options, Server};

/// Serves until the process is asked to end, by SIGTERM or by ctrl-c; asked once more, it ends at once.
/// `started` learns where the server listens.
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
/// let end = serve(&Options::new(&CONTRACT), |server| println!("{}", server.address()))?;
/// assert_eq!(end.cut_off, 0, "every request was answered");
/// # Ok::<(), exact_schema_serve::Error>(())
/// ```
pub fn serve(options: &Options, started: impl FnOnce(&Server)) -> Result<End, Error> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::runtime)?;
    let ended = runtime.block_on(async {
        let signals = Signals::new()?;
        let server = Server::bind(options).await?;
        started(&server);
        Ok(server.run_until(|count| signals.clone().reached(count)).await)
    });
    // A document that is still being judged is nobody's any more.
    runtime.shutdown_background();
    ended
}
