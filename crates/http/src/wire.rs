//! The bytes of a connection, between hyper and the socket.
//!
//! Two things hyper does not do. What it refuses by itself, it answers without a word; here the problem
//! takes the place of that answer. And whoever is refused may still be sending: the system answers a
//! connection that is closed over unread bytes with a reset, which may overtake the answer. So the
//! server says that it will send no more, and takes what still comes for a while.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use exact_schema_runtime::ProblemKind;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

use crate::refusal;
use crate::shared::Shared;
use crate::watch::{Stage, Watch};

/// For how long what still comes is taken.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest length of a body that hyper takes for a number.
const MOST_LENGTH: u64 = u64::MAX - 2;

/// Whether the last answer of a connection may have left bytes unread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unread(Arc<AtomicBool>);

impl Unread {
    pub(crate) fn set(&self, unread: bool) {
        self.0.store(unread, Ordering::Relaxed);
    }

    fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The stream of a connection.
pub(crate) struct Wire<S> {
    stream: S,
    unread: Unread,
    watch: Arc<Watch>,
    shared: Arc<Shared>,
    /// What has come of a head, no more than may come.
    head: Vec<u8>,
    /// What is written in the place of an answer of that length.
    instead: Option<Instead>,
    patience: Option<Pin<Box<Sleep>>>,
}

struct Instead {
    bytes: Vec<u8>,
    written: usize,
    length: usize,
}

impl<S> Wire<S> {
    pub(crate) fn new(stream: S, unread: Unread, watch: Arc<Watch>, shared: Arc<Shared>) -> Self {
        Self { stream, unread, watch, shared, head: Vec::new(), instead: None, patience: None }
    }

    /// The problem in the place of an answer that hyper gives by itself.
    fn instead_of(&self, answer: &[u8]) -> Option<Vec<u8>> {
        let status = answer.strip_prefix(b"HTTP/1.1 ").filter(|it| is_bare(it))?;
        let (kind, detail) = match status.get(..3)? {
            b"400" => (ProblemKind::BadRequest, "What was sent is not a request of HTTP/1.1."),
            b"431" if self.has_a_great_length() => {
                (ProblemKind::TooLarge, "No body of that length is read.")
            }
            b"414" | b"431" => (
                ProblemKind::HeadTooLarge,
                "The request line and the headers are too long or too many.",
            ),
            _ => return None,
        };
        self.shared.observe.refused(kind);
        self.unread.set(true);
        Some(refusal::bytes(self.shared.contract, kind, detail))
    }

    fn has_a_great_length(&self) -> bool {
        self.head.split(|byte| *byte == b'\n').any(|line| {
            let Ok(line) = std::str::from_utf8(line) else { return false };
            let Some((name, value)) = line.split_once(':') else { return false };
            name.eq_ignore_ascii_case("content-length")
                && value.trim().parse().is_ok_and(|length: u64| length > MOST_LENGTH)
        })
    }
}

/// Whether that is all of an answer without a body, as no handler gives one.
fn is_bare(answer: &[u8]) -> bool {
    let has = |line: &[u8]| answer.windows(line.len()).any(|it| it.eq_ignore_ascii_case(line));
    answer.len() < 200
        && answer.ends_with(b"\r\n\r\n")
        && has(b"\r\ncontent-length: 0\r\n")
        && !has(b"\r\ncontent-type:")
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        if read.is_pending() {
            self.watch.find_nothing();
        }
        ready!(read)?;
        let received = into.filled().get(before..).unwrap_or_default();
        if self.watch.receive(received.len()) {
            self.head.clear();
        }
        let room = self.shared.limits.head.saturating_sub(self.head.len());
        let kept = received.get(..room.min(received.len())).unwrap_or_default();
        self.head.extend_from_slice(kept);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.instead.is_none() {
            let instead = this.instead_of(bytes);
            this.instead = instead.map(|it| Instead { bytes: it, written: 0, length: bytes.len() });
        }
        while let Some(instead) = &mut this.instead {
            let rest = instead.bytes.get(instead.written..).unwrap_or_default();
            if rest.is_empty() {
                let length = instead.length;
                this.instead = None;
                return Poll::Ready(Ok(length));
            }
            instead.written += ready!(Pin::new(&mut this.stream).poll_write(context, rest))?;
        }
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        match &written {
            Poll::Ready(Ok(bytes)) => this.watch.send(Some(*bytes)),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => this.watch.send(None),
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(context))?;
        if self.watch.stage().0 == Stage::Ending {
            self.shared.places.idle(&self.watch);
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.patience.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
            if !this.unread.get() {
                return Poll::Ready(Ok(()));
            }
        }
        let patience = this.patience.get_or_insert_with(|| Box::pin(tokio::time::sleep(PATIENCE)));
        let mut discarded = [0; 8192];
        loop {
            if patience.as_mut().poll(context).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut into = ReadBuf::new(&mut discarded);
            ready!(Pin::new(&mut this.stream).poll_read(context, &mut into))?;
            if into.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}
