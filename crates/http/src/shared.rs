//! What the connections of a server share.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use axum::Router;
use exact_schema_runtime::Contract;
use hyper::server::conn::http1;
use tokio::sync::{Semaphore, watch};

use crate::limits::Limits;
use crate::observe::Observe;
use crate::places::{Places, Requests};
#[cfg(feature = "tls")]
use crate::tls::Tls;

/// What the connections of a server share.
pub(crate) struct Shared {
    pub(crate) contract: &'static Contract,
    pub(crate) router: Router,
    pub(crate) limits: Limits,
    pub(crate) http: http1::Builder,
    pub(crate) observe: Arc<dyn Observe>,
    pub(crate) places: Arc<Places>,
    pub(crate) requests: Arc<Requests>,
    pub(crate) trust_proxy: bool,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<Tls>,
    pub(crate) end: watch::Sender<Phase>,
    /// How many may be told at the same time that they have to go.
    pub(crate) last_words: Semaphore,
    /// Connections that are attended to.
    pub(crate) open: AtomicUsize,
}

/// How far the end of a server has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// It serves.
    Serving,
    /// It answers what comes on open connections, and says that this was the last.
    LastCall,
    /// It closes what is idle.
    Closing,
}

impl Phase {
    pub(crate) fn is_closing(self) -> bool {
        self == Self::Closing
    }
}

impl Shared {
    pub(crate) fn is_ending(&self) -> bool {
        *self.end.borrow() != Phase::Serving
    }
}
