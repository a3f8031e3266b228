//! What the answers to all requests share.

use exact_schema_http::Limits;
use exact_schema_runtime::Contract;

use crate::error::Error;
use crate::judges::Judges;
use crate::metrics::Metrics;
use crate::options::Options;
use crate::published::Published;

/// What every request may ask for.
pub(crate) struct Service {
    pub(crate) contract: &'static Contract,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    pub(crate) judges: Judges,
    pub(crate) published: Published,
}

impl Service {
    pub(crate) fn new(options: &Options) -> Result<Self, Error> {
        let published = Published::derive(options)?;
        Ok(Self {
            contract: options.contract,
            limits: options.limits,
            metrics: Metrics::new(&published.metric_prefix),
            judges: Judges::new(options.judge_time),
            published,
        })
    }

    /// Compiles what explains rejections, which takes milliseconds and is else done for the first sender
    /// of a bad document.
    pub(crate) fn warm_up(&self) {
        let contract = self.contract;
        tokio::task::spawn_blocking(move || {
            for kind in contract.types() {
                let _ = kind.check(b"{}");
            }
        });
    }
}
