//! The body of an answer, which says when all of it is on its way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};

use crate::watch::Watch;

/// A body whose end its connection learns of: whoever writes it drops it then.
pub(crate) struct Answered {
    body: Body,
    watch: Arc<Watch>,
}

impl Answered {
    pub(crate) fn new(body: Body, watch: Arc<Watch>) -> Self {
        Self { body, watch }
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.watch.end_answer();
    }
}

impl http_body::Body for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
