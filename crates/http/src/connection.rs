//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use exact_schema_runtime::ProblemKind;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::answer::answer;
use crate::places::Place;
use crate::refusal;
use crate::shared::Shared;
use crate::wire::{Unread, Wire};

/// How long it may take to tell a client that it has to go.
const LAST_WORD: Duration = Duration::from_secs(3);

const NO_PLACE: &str = "There is no place for another connection; ask again in a second.";

/// Answers what comes on a connection.
pub(crate) async fn attend<S>(shared: Arc<Shared>, place: Place, stream: S)
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let watch = Arc::clone(place.watch());
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(shared.limits.write_time));
    let unread = Unread::default();
    let wire = Wire::new(
        Box::pin(stream),
        unread.clone(),
        Arc::clone(&watch),
        shared.contract,
        Arc::clone(&shared.observe),
        shared.limits.head,
    );
    let service = {
        let (shared, watch, unread) = (Arc::clone(&shared), Arc::clone(&watch), unread.clone());
        service_fn(move |request| {
            let (shared, watch, unread) = (Arc::clone(&shared), Arc::clone(&watch), unread.clone());
            async move { Ok::<_, Infallible>(answer(shared, watch, unread, request).await) }
        })
    };
    let mut connection = shared.http.serve_connection(TokioIo::new(wire), service);
    let mut end = shared.end.subscribe();
    let mut life = Box::pin(sleep(shared.limits.life));
    let mut is_ending = false;
    let last_word = loop {
        tokio::select! {
            ended = &mut connection => break match ended {
                Err(error) if error.is_timeout() && watch.received() > 0 => {
                    Some((ProblemKind::HeadTooSlow, "The head of the request did not arrive in time."))
                }
                // What else goes wrong on a connection is its peer's business, and told there.
                _ => None,
            },
            () = watch.shed() => {
                // Between two requests a connection may close at any time; nobody misses an answer.
                let is_asking = watch.is_new() || watch.received() > 0;
                break is_asking.then_some((ProblemKind::Busy, NO_PLACE));
            }
            () = &mut life, if !is_ending => is_ending = true,
            _ = end.wait_for(|phase| phase.is_closing()), if !is_ending => is_ending = true,
        }
        if is_ending {
            Pin::new(&mut connection).graceful_shutdown();
        }
    };
    drop(place);
    if let Some((kind, detail)) = last_word {
        shared.observe.refused(kind);
        unread.set(false);
        let mut wire = connection.into_parts().io.into_inner();
        say(&shared, &mut wire, kind, detail).await;
    }
}

/// Tells a client that there is no place for it.
pub(crate) async fn turn_away<S>(shared: Arc<Shared>, mut stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    shared.observe.refused(ProblemKind::Busy);
    say(&shared, &mut stream, ProblemKind::Busy, NO_PLACE).await;
}

/// A last word. It is brief: whoever listens so slowly that they miss it is not waited for.
async fn say<S>(shared: &Shared, stream: &mut S, kind: ProblemKind, detail: &str)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let bytes = refusal::bytes(shared.contract, kind, detail);
    // Where many are turned away at once, the last ones may be met by a reset.
    let Ok(_room) = shared.last_words.try_acquire() else {
        return;
    };
    let word = async {
        stream.write_all(&bytes).await?;
        stream.shutdown().await?;
        // A reset over unread bytes may overtake the word.
        let mut discarded = [0; 1024];
        while stream.read(&mut discarded).await? > 0 {}
        Ok::<_, std::io::Error>(())
    };
    let _ = timeout(LAST_WORD, word).await;
}
