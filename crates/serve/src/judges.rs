//! Who judges large documents, and how many at the same time.

use std::thread::available_parallelism;
use std::time::Duration;

use axum::body::Bytes;
use exact_schema_runtime::{DocumentType, Rejection};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Up to this many bytes a document is judged on the spot: that takes less than handing it over, and less
/// than a millisecond. A larger one goes to a thread that may take its time, so that nobody else waits.
const ON_THE_SPOT: usize = 32 << 10;

/// Above this size a document waits only for others of its kind: a few of them are as much work as a
/// thousand of the others.
const HEAVY: usize = 1 << 20;

/// As many judges as there are processors. One is never for heavy documents, where there is more than one.
pub(crate) struct Judges {
    medium: Semaphore,
    heavy: Semaphore,
    patience: Duration,
}

/// Why there is no verdict.
pub(crate) enum NoVerdict {
    /// Too many other documents are waiting for one.
    Busy,
    /// The judge has failed.
    Failed,
}

impl Judges {
    pub(crate) fn new(patience: Duration) -> Self {
        Self::of(available_parallelism().map_or(1, usize::from), patience)
    }

    fn of(processors: usize, patience: Duration) -> Self {
        let heavy = processors.saturating_sub(1).max(1);
        let medium = processors.saturating_sub(heavy);
        Self { medium: Semaphore::new(medium), heavy: Semaphore::new(heavy), patience }
    }

    /// The verdict on a document, after a time of waiting that is bounded.
    pub(crate) async fn judge(
        &self,
        kind: DocumentType,
        document: Bytes,
    ) -> Result<Result<(), Rejection>, NoVerdict> {
        if document.len() <= ON_THE_SPOT {
            return Ok(kind.check(&document));
        }
        let _turn = self.turn(document.len()).await?;
        let judging = tokio::task::spawn_blocking(move || kind.check(&document));
        judging.await.map_err(|_| NoVerdict::Failed)
    }

    async fn turn(&self, size: usize) -> Result<SemaphorePermit<'_>, NoVerdict> {
        if size > HEAVY {
            return timeout(self.patience, self.heavy.acquire())
                .await
                .map_err(|_| NoVerdict::Busy)?
                .map_err(|_| NoVerdict::Failed);
        }
        // Where no heavy one is under way, its judges are free for others.
        tokio::select! {
            biased;
            turn = self.medium.acquire() => turn.map_err(|_| NoVerdict::Failed),
            turn = self.heavy.acquire() => turn.map_err(|_| NoVerdict::Failed),
            () = tokio::time::sleep(self.patience) => Err(NoVerdict::Busy),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]
mod tests {
    use super::*;

    /// White space, which is no document, of a size that is not judged on the spot.
    fn document(size: usize) -> Bytes {
        vec![b' '; size].into()
    }

    #[tokio::test]
    async fn a_document_waits_for_a_time_and_is_then_sent_back() {
        let kind = *parcel_events::CONTRACT.types().first().unwrap();
        for processors in [1, 2, 8] {
            let judges = Judges::of(processors, Duration::from_millis(10));
            let all = judges.heavy.available_permits() + judges.medium.available_permits();
            assert_eq!(all, processors);
            let heavy = u32::try_from(judges.heavy.available_permits()).unwrap();
            let held = judges.heavy.acquire_many(heavy).await.unwrap();
            let sent_back = |verdict| matches!(verdict, Err(NoVerdict::Busy));
            assert!(sent_back(judges.judge(kind, document(HEAVY + 1)).await));
            // One that takes no time to speak of is judged all the same, where there is another judge.
            let medium = judges.judge(kind, document(ON_THE_SPOT + 1)).await;
            assert_eq!(sent_back(medium), processors == 1);
            assert!(matches!(judges.judge(kind, document(1)).await, Ok(Err(_))));
            drop(held);
            assert!(matches!(judges.judge(kind, document(HEAVY + 1)).await, Ok(Err(_))));
        }
    }
}
