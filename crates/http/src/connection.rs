//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::future::ready;
use std::io;
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
use crate::limits::Limits;
use crate::places::Place;
use crate::refusal;
use crate::shared::Shared;
use crate::watch::Stage;
use crate::wire::{Unread, Wire};

/// How long it may take to tell a client that it has to go.
const LAST_WORD: Duration = Duration::from_secs(3);

const NO_PLACE: &str = "There is no place for another connection; ask again in a second.";

/// A stream whose receiver has to take something from time to time.
pub(crate) type Timed<S> = Pin<Box<TimeoutStream<S>>>;

pub(crate) fn timed<S>(stream: S, limits: &Limits) -> Timed<S>
where
    S: AsyncRead + AsyncWrite,
{
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_time));
    Box::pin(stream)
}

/// Attends to a connection that has a place, and tells another that there is none.
pub(crate) async fn meet<S>(shared: Arc<Shared>, place: Option<Place>, stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    match place {
        Some(place) => {
            let stream = timed(stream, &shared.limits);
            converse(shared, place, stream).await;
        }
        None => turn_away(&shared, ready(Ok(stream))).await,
    }
}

/// Answers what comes on a connection.
pub(crate) async fn converse<S>(shared: Arc<Shared>, place: Place, stream: S)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let watch = Arc::clone(place.watch());
    let unread = Unread::default();
    let wire = Wire::new(stream, unread.clone(), Arc::clone(&watch), Arc::clone(&shared));
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
                Err(error) if error.is_timeout() && watch.stage().0 == Stage::Asking => {
                    Some((ProblemKind::HeadTooSlow, "The head of the request did not arrive in time."))
                }
                // What else goes wrong on a connection is its peer's business, and told there.
                _ => None,
            },
            () = watch.is_shed() => match watch.stage() {
                (Stage::New | Stage::Asking, true) => break Some((ProblemKind::Busy, NO_PLACE)),
                // Between two requests a connection may close at any time; nobody misses an answer. And who
                // does not take an answer takes no other word.
                (_, true) => break None,
                // Its client has done its part in the meantime.
                (_, false) => is_ending = true,
            },
            () = &mut life, if !is_ending => is_ending = true,
            _ = end.wait_for(|phase| phase.is_closing()), if !is_ending => is_ending = true,
        }
        if is_ending {
            Pin::new(&mut connection).graceful_shutdown();
        }
    };
    drop(place);
    if let Some((kind, detail)) = last_word {
        unread.set(false);
        let wire = connection.into_parts().io.into_inner();
        refuse(&shared, ready(Ok(wire)), kind, detail).await;
    }
}

/// Tells a client that there is no place for it, on the stream that is being opened.
pub(crate) async fn turn_away<S>(shared: &Shared, opening: impl Future<Output = io::Result<S>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    refuse(shared, opening, ProblemKind::Busy, NO_PLACE).await;
}

/// A last word. It is brief: whoever listens so slowly that they miss it is not waited for.
pub(crate) async fn refuse<S>(
    shared: &Shared,
    opening: impl Future<Output = io::Result<S>>,
    kind: ProblemKind,
    detail: &str,
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    shared.observe.refused(kind);
    let bytes = refusal::bytes(shared.contract, kind, detail);
    // Where many are turned away at once, the last ones are told what can be told without waiting.
    let room = shared.last_words.try_acquire();
    let time = if room.is_ok() { LAST_WORD } else { Duration::ZERO };
    let word = async {
        let mut stream = opening.await?;
        stream.write_all(&bytes).await?;
        stream.shutdown().await?;
        // A reset over unread bytes may overtake the word.
        let mut discarded = [0; 1024];
        while stream.read(&mut discarded).await? > 0 {}
        Ok::<_, io::Error>(())
    };
    let _ = timeout(time, word).await;
}
