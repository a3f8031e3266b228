//! Who writes: one after the other, and everything that is waiting in one transaction.

use export_bundles::Timestamp;
use tokio::sync::{mpsc, oneshot};

use crate::database::Store;
use crate::error::StoreError;
use crate::issue::{Draft, Issued, Logs, issue};
use crate::log::LogKey;
use crate::parts::{Part, Put, put};
use crate::spans::{Added, Span, add};

/// How many may wait for their turn before the next one is held up.
const WAITING: usize = 1024;
/// How many are committed together at most.
const TOGETHER: usize = 256;
/// A transaction is not made larger than this, in bytes, unless one of its writes is.
const TOGETHER_BYTES: usize = 32 << 20;

/// Something to be written for a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Something that the platform knows.
    Part(Part),
    /// Spans, which came at a moment.
    Spans(Vec<Span>, Timestamp),
    /// A bundle.
    Bundle(Box<Draft>),
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Of a part.
    Part(Put),
    /// Of spans.
    Spans(Added),
    /// Of a bundle.
    Bundle(Issued),
}

impl Write {
    fn size(&self) -> usize {
        match self {
            Self::Part(part) => part.content.len(),
            Self::Spans(spans, _) => spans.iter().map(|it| it.content.len()).sum(),
            Self::Bundle(draft) => draft.content.len() + draft.receipt.len(),
        }
    }
}

struct Turn {
    tenant: String,
    write: Write,
    done: oneshot::Sender<Result<Written, StoreError>>,
}

/// Writes to a store. A copy of it is the same writer; it ends with the last of them.
#[derive(Clone, Debug)]
pub struct Writer {
    turns: mpsc::Sender<Turn>,
}

impl std::fmt::Debug for Turn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn").finish_non_exhaustive()
    }
}

impl Writer {
    /// A writer, as a task of its own of the runtime that calls.
    #[must_use]
    pub fn spawn(store: Store, key: LogKey) -> Self {
        let (turns, waiting) = mpsc::channel(WAITING);
        tokio::spawn(attend(store, key, waiting));
        Self { turns }
    }

    /// Writes, and waits until it is committed.
    ///
    /// # Errors
    ///
    /// That the store did not take it. Nothing of it is there then, unless the connection to a server broke while it
    /// committed: then it may be, and the same write again tells.
    pub async fn write(&self, tenant: &str, write: Write) -> Result<Written, StoreError> {
        let (done, written) = oneshot::channel();
        let turn = Turn { tenant: tenant.to_owned(), write, done };
        self.turns.send(turn).await.map_err(|_| StoreError::Closed)?;
        written.await.map_err(|_| StoreError::Closed)?
    }
}

async fn attend(store: Store, key: LogKey, mut waiting: mpsc::Receiver<Turn>) {
    while let Some(first) = waiting.recv().await {
        let mut size = first.write.size();
        let mut turns = vec![first];
        while turns.len() < TOGETHER
            && size < TOGETHER_BYTES
            && let Ok(next) = waiting.try_recv()
        {
            size += next.write.size();
            turns.push(next);
        }
        // Two processes that write for the same tenants wait for each other in the same order.
        turns.sort_by(|one, other| one.tenant.cmp(&other.tenant));
        match written(&store, &key, &turns).await {
            Ok(all) => {
                for (turn, written) in turns.into_iter().zip(all) {
                    // Whoever asked may be gone.
                    let _ = turn.done.send(Ok(written));
                }
            }
            // One that cannot be written keeps no other from it.
            Err(error) if turns.len() > 1 && error.may_be_of_one() => {
                for turn in turns {
                    let alone = written(&store, &key, std::slice::from_ref(&turn)).await;
                    let alone =
                        alone.and_then(|it| it.into_iter().next().ok_or(StoreError::Closed));
                    let _ = turn.done.send(alone);
                }
            }
            Err(error) if turns.len() > 1 => {
                for turn in turns {
                    let _ = turn.done.send(Err(error.of_all()));
                }
            }
            Err(error) => {
                if let Some(turn) = turns.pop() {
                    let _ = turn.done.send(Err(error));
                }
            }
        }
    }
}

/// What became of all of them, in one transaction.
async fn written(store: &Store, key: &LogKey, turns: &[Turn]) -> Result<Vec<Written>, StoreError> {
    let mut transaction = store.begin().await?;
    let mut logs = Logs::new(key, store.backend);
    let mut all = Vec::with_capacity(turns.len());
    for Turn { tenant, write, .. } in turns {
        all.push(match write {
            Write::Part(part) => Written::Part(put(&mut transaction, tenant, part).await?),
            Write::Spans(spans, now) => {
                Written::Spans(add(&mut transaction, tenant, spans, *now).await?)
            }
            Write::Bundle(draft) => {
                Written::Bundle(issue(&mut transaction, &mut logs, tenant, draft).await?)
            }
        });
    }
    logs.close(&mut transaction).await?;
    transaction.commit().await?;
    Ok(all)
}
