//! The signals by which a process is asked to end.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use tokio::sync::watch;

use crate::error::{Error, Problem};

#[cfg(unix)]
use unix::Requests;
#[cfg(windows)]
use windows::Requests;

/// The signals by which a process is asked to end, SIGTERM and SIGINT (ctrl-c), counted from the moment
/// at which this is made. On Windows these are ctrl-c, a closed console and the end of the session.
#[derive(Clone, Debug)]
pub struct Signals(watch::Receiver<usize>);

impl Signals {
    /// Begins to count.
    ///
    /// # Errors
    ///
    /// That the system does not let it.
    pub fn new() -> Result<Self, Error> {
        let mut requests = Requests::new().map_err(Problem::Signals)?;
        let (count, counted) = watch::channel(0);
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = requests.next() => {}
                    () = count.closed() => return,
                }
                count.send_modify(|count| *count += 1);
            }
        });
        Ok(Self(counted))
    }

    /// Waits until there were as many.
    pub async fn reached(mut self, count: usize) {
        if self.0.wait_for(|counted| *counted >= count).await.is_err() {
            // Nobody counts any more: there will be no other.
            std::future::pending().await
        }
    }
}
