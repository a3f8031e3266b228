//! What a service may be told.

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use exact_schema_http::{Limits, Listen, Tls};
use export_bundles_attest::{SigningKey, Trust};
use export_bundles_evidence::otlp::Prices;
use export_bundles_store::{LogKey, Migrations};

/// How a service is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// The store: `sqlite:FILE` or `postgres://…`.
    pub store: String,
    /// Whether the tables of the store are made.
    pub migrations: Migrations,
    /// What logs are signed with, and what they are called. It stays the same for as long as the logs do.
    pub key: LogKey,
    /// What bundles are signed with, where that is another key.
    pub signer: Option<Arc<SigningKey>>,
    /// Whose signatures count in reports, beside that of the key that signs now: those of keys that came before.
    pub trust: Option<Trust>,
    /// What tokens of models cost, for spans that do not say it.
    pub prices: Prices,
    /// Where to listen.
    pub listen: Listen,
    /// Where `/healthz`, `/readyz` and `/metrics` are answered, and then nowhere else.
    pub admin: Option<Listen>,
    /// Whether to count clients by what a proxy in front says in `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// The certificate of the service, where it speaks TLS itself.
    pub tls: Option<Tls>,
    /// The tenant that everybody is who has no token, where everybody may ask: on this machine alone.
    pub open: Option<String>,
    /// How many requests a tenant may make in a second.
    pub tenant_rate: NonZeroU32,
    /// How long a request waits for its turn, where it takes more than a moment.
    pub patience: Duration,
    /// What clients may do.
    pub limits: Limits,
    /// Whether the store is filled with incidents to try the service with.
    pub demo: bool,
}

impl Options {
    /// A service on port 8080 of this machine.
    #[must_use]
    pub fn new(store: impl Into<String>, key: LogKey) -> Self {
        Self {
            store: store.into(),
            migrations: Migrations::Run,
            key,
            signer: None,
            trust: None,
            prices: Prices::default(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)).into(),
            admin: None,
            trust_proxy: false,
            tls: None,
            open: None,
            tenant_rate: NonZeroU32::MIN.saturating_add(999),
            patience: Duration::from_secs(10),
            limits: Limits::default(),
            demo: false,
        }
    }
}
