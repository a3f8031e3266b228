//! What the answers to all requests share.

use std::sync::Arc;

use exact_schema_publish::Publication;
use exact_schema_runtime::axum::BodyLimit;
use export_bundles::CONTRACT;
use export_bundles_attest::{PublicKey, SigningKey, Trust};
use export_bundles_evidence::otlp::Prices;
use export_bundles_store::{Clock, LogKey, Store, Writer};
use export_bundles_typeset::Fonts;

use crate::access::Throttle;
use crate::error::Error;
use crate::metrics::Metrics;
use crate::options::Options;
use crate::workers::Workers;

/// What every request may ask for.
pub(crate) struct Service {
    pub(crate) store: Store,
    pub(crate) writer: Writer,
    pub(crate) clock: Clock,
    pub(crate) key: LogKey,
    signer: Option<Arc<SigningKey>>,
    pub(crate) trust: Trust,
    pub(crate) prices: Prices,
    pub(crate) fonts: Fonts,
    pub(crate) workers: Workers,
    pub(crate) throttle: Throttle,
    pub(crate) metrics: Metrics,
    pub(crate) openapi: String,
    /// The tenant of whoever has no token, where none is needed.
    pub(crate) open: Option<String>,
    pub(crate) body_limit: BodyLimit,
    /// Whether browsers may be told to come by TLS alone.
    pub(crate) is_tls: bool,
}

impl Service {
    pub(crate) async fn new(options: &Options) -> Result<Arc<Self>, Error> {
        let store = Store::open(&options.store, options.migrations).await?;
        store.expect_key(&options.key).await?;
        let signer = options.signer.as_deref().unwrap_or(options.key.key());
        let own = signer.public().clone();
        Ok(Arc::new(Self {
            writer: Writer::spawn(store.clone(), options.key.clone()),
            clock: Clock::of(&store).await?,
            store,
            key: options.key.clone(),
            signer: options.signer.clone(),
            trust: options.trust.clone().unwrap_or_default().with_key(own),
            prices: options.prices.clone(),
            fonts: Fonts::shipped(),
            workers: Workers::new(options.patience),
            throttle: Throttle::new(options.tenant_rate),
            metrics: Metrics::new(),
            openapi: openapi()?,
            open: options.open.clone(),
            body_limit: BodyLimit(options.limits.body),
            is_tls: options.tls.is_some(),
        }))
    }

    /// The key that bundles are signed with.
    pub(crate) fn signer(&self) -> &SigningKey {
        self.signer.as_deref().unwrap_or(self.key.key())
    }

    /// The key of the logs.
    pub(crate) fn log_key(&self) -> &PublicKey {
        self.key.key().public()
    }
}

/// What the service speaks, for programs.
fn openapi() -> Result<String, Error> {
    let publication = Publication::derive(&CONTRACT);
    let publication = publication.map_err(|error| Error::Published(error.to_string()))?;
    let document = publication.artefacts().iter().find(|it| it.subject().is_none());
    let missing = || Error::Published("the contract has no OpenAPI document".to_owned());
    document.map(|it| it.text().to_owned()).ok_or_else(missing)
}
