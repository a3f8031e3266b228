//! What takes more than a moment, on threads that may take their time.

use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

/// As many as there are processors.
#[derive(Debug)]
pub(crate) struct Workers {
    places: Semaphore,
    patience: Duration,
}

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotDone {
    /// Too much else is to be done.
    Busy,
    /// It has failed.
    Failed,
}

impl Workers {
    pub(crate) fn new(patience: Duration) -> Self {
        let places = Semaphore::new(available_parallelism().map_or(1, usize::from));
        Self { places, patience }
    }

    /// Does something, after a time of waiting that is bounded.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NotDone> {
        let place = timeout(self.patience, self.places.acquire());
        let _place = place.await.map_err(|_| NotDone::Busy)?.map_err(|_| NotDone::Failed)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| NotDone::Failed)
    }
}
