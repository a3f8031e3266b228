//! A body that has to arrive in time.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::Bytes;
use exact_schema_runtime::axum::TooSlow;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::limits::Limits;
use crate::watch::Watch;

/// A body that ends with [`TooSlow`] where it does not arrive in time.
pub(crate) struct TimedBody {
    body: Incoming,
    watch: Arc<Watch>,
    is_complete: Arc<AtomicBool>,
    began: Instant,
    received: usize,
    limits: Limits,
    deadline: Pin<Box<Sleep>>,
}

impl TimedBody {
    pub(crate) fn new(body: Incoming, watch: Arc<Watch>, limits: Limits) -> Self {
        let began = Instant::now();
        let is_complete = Arc::new(AtomicBool::new(body.is_end_stream()));
        let deadline = Box::pin(sleep_until(due(began, 0, &limits)));
        Self { body, watch, is_complete, began, received: 0, limits, deadline }
    }

    /// Whether all of it has been read, asked for at any time.
    pub(crate) fn completion(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.is_complete)
    }
}

/// Until when the next byte has to be here.
fn due(began: Instant, received: usize, limits: &Limits) -> Instant {
    let earned = match u32::try_from(limits.rate) {
        Ok(0) => limits.body_time,
        Ok(rate) => Duration::from_secs(u64::try_from(received).unwrap_or(u64::MAX)) / rate,
        Err(_) => Duration::ZERO,
    };
    began + limits.body_time.min(limits.rate_grace.saturating_add(earned))
}

impl Body for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_frame(context) {
            Poll::Ready(frame) => {
                this.watch.set_waiting(false);
                match &frame {
                    None => this.is_complete.store(true, Ordering::Relaxed),
                    Some(Ok(frame)) => {
                        this.received += frame.data_ref().map_or(0, Bytes::len);
                        if this.body.is_end_stream() {
                            this.is_complete.store(true, Ordering::Relaxed);
                        }
                    }
                    Some(Err(_)) => {}
                }
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                this.watch.set_waiting(true);
                while this.deadline.as_mut().poll(context).is_ready() {
                    let due = due(this.began, this.received, &this.limits);
                    if due <= Instant::now() {
                        this.watch.set_waiting(false);
                        return Poll::Ready(Some(Err(TooSlow.into())));
                    }
                    this.deadline.as_mut().reset(due);
                }
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
