//! What the answers to all requests share.

use std::thread::available_parallelism;

use exact_schema_runtime::Contract;
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::metrics::Metrics;
use crate::options::{Limits, Options};
use crate::published::Published;

/// What every request may ask for.
pub(crate) struct Service {
    pub(crate) contract: &'static Contract,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    /// How many large documents are judged at the same time: one on each processor. To judge a bad
    /// one takes a multiple of its size, and this bounds how often.
    pub(crate) judges: Semaphore,
    pub(crate) published: Published,
}

impl Service {
    pub(crate) fn new(options: &Options) -> Result<Self, Error> {
        let published = Published::derive(options)?;
        Ok(Self {
            contract: options.contract,
            limits: options.limits,
            metrics: Metrics::new(&published.metric_prefix),
            judges: Semaphore::new(available_parallelism().map_or(1, usize::from)),
            published,
        })
    }
}
