//! The service, on one listener or two.

use std::sync::Arc;

use exact_schema_http::{Address, End, Limits, Signals};
use export_bundles::CONTRACT;
use tokio::runtime::Builder;

use crate::demo;
use crate::error::Error;
use crate::options::Options;
use crate::routes::{admin_router, router};
use crate::service::Service;

/// For whoever watches the service there are always a few places.
const ADMIN_CONNECTIONS: usize = 32;

/// A service that listens.
pub struct Server {
    main: exact_schema_http::Server,
    admin: Option<exact_schema_http::Server>,
    service: Arc<Service>,
    limits: Limits,
}

impl Server {
    /// Opens the store and listens. Connections wait until [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// An [`Error`] says what to mend.
    pub async fn bind(options: &Options) -> Result<Self, Error> {
        options.limits.check()?;
        let main = exact_schema_http::Server::bind(&options.listen, &CONTRACT).await?;
        expect_own_machine(options, main.address())?;
        let service = Service::new(options).await?;
        let main = main
            .with_observer(Arc::new(service.metrics.connections.clone()))
            .trusting_proxy(options.trust_proxy);
        let main = match &options.tls {
            Some(tls) => main.with_tls(tls.clone()),
            None => main,
        };
        let admin = match &options.admin {
            Some(listen) => Some(exact_schema_http::Server::bind(listen, &CONTRACT).await?),
            None => None,
        };
        if options.demo {
            demo::fill(&service).await?;
        }
        Ok(Self { main, admin, service, limits: options.limits })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &Address {
        self.main.address()
    }

    /// Where it answers probes and scrapers, if that is another place.
    #[must_use]
    pub fn admin_address(&self) -> Option<&Address> {
        self.admin.as_ref().map(exact_schema_http::Server::address)
    }

    /// Answers until the process is asked to end, and then what is under way, in the time of grace or until it is asked
    /// once more.
    pub async fn run(self, signals: Signals) -> End {
        let Self { main, admin, service, limits } = self;
        let asked = |count| signals.clone().reached(count);
        let main = main.run(router(&service, admin.is_none()), limits, asked(1), asked(2));
        let end = match admin {
            None => main.await,
            Some(admin) => {
                let few = Limits {
                    connections: ADMIN_CONNECTIONS,
                    per_peer: ADMIN_CONNECTIONS,
                    ..limits
                };
                let admin = admin.run(admin_router(&service), few, asked(1), asked(2));
                let ended = tokio::join!(main, admin);
                End { cut_off: ended.0.cut_off + ended.1.cut_off }
            }
        };
        service.store.close().await;
        end
    }
}

/// Where everybody may ask, only whoever is on the same machine can.
fn expect_own_machine(options: &Options, address: &Address) -> Result<(), Error> {
    if options.open.is_none() || address.tcp().is_none_or(|it| it.ip().is_loopback()) {
        return Ok(());
    }
    Err(Error::OpenToAll(address.to_string()))
}

/// Serves until the process is asked to end, by SIGTERM or by ctrl-c; asked once more, it ends at once. `started` learns
/// where the service listens.
///
/// # Errors
///
/// That it does not start.
///
/// # Examples
///
/// ```no_run
/// use export_bundles_attest::{Algorithm, SigningKey};
/// use export_bundles_exports::{Options, serve};
/// use export_bundles_store::LogKey;
///
/// let key = LogKey::new("example.org/seals", SigningKey::generate(Algorithm::Ed25519)?)?;
/// let options = Options::new("sqlite:exports.db", key);
/// let end = serve(&options, |server| println!("{}", server.address()))?;
/// assert_eq!(end.cut_off, 0, "every request was answered");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn serve(options: &Options, started: impl FnOnce(&Server)) -> Result<End, Error> {
    let runtime = Builder::new_multi_thread().enable_all().build().map_err(Error::Runtime)?;
    let ended = runtime.block_on(async {
        let signals = Signals::new()?;
        let server = Server::bind(options).await?;
        started(&server);
        Ok(server.run(signals).await)
    });
    // A report that is still being made is nobody's any more.
    runtime.shutdown_background();
    ended
}
