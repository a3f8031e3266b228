//! The sidecar, on one listener or two.

use std::pin::pin;
use std::sync::Arc;

pub use exact_schema_http::End;
use exact_schema_http::{Address, Limits};
use tokio::sync::watch;

use crate::error::Error;
use crate::options::Options;
use crate::routes::{admin_router, router};
use crate::service::Service;

/// For whoever watches the server there are always a few places.
const ADMIN_CONNECTIONS: usize = 32;

/// A server that listens.
pub struct Server {
    main: exact_schema_http::Server,
    admin: Option<exact_schema_http::Server>,
    service: Arc<Service>,
}

impl Server {
    /// Listens. Connections wait until [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// That a limit makes no sense, that an address is taken or not of this machine, or that the reference
    /// page cannot be read.
    pub async fn bind(options: &Options) -> Result<Self, Error> {
        options.limits.check()?;
        let service = Arc::new(Service::new(options)?);
        let contract = options.contract;
        let main = exact_schema_http::Server::bind(&options.listen, contract).await?;
        let main = main
            .with_observer(Arc::new(service.metrics.connections()))
            .trusting_proxy(options.trust_proxy);
        let admin = match &options.admin {
            Some(listen) => Some(exact_schema_http::Server::bind(listen, contract).await?),
            None => None,
        };
        Ok(Self { main, admin, service })
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

    /// Answers until `end`, and then what is under way, in the time of grace.
    pub async fn run(self, end: impl Future<Output = ()>) -> End {
        let (asked, count) = watch::channel(0);
        let serving = self.run_until(|least| {
            let mut count = count.clone();
            async move {
                if count.wait_for(|count| *count >= least).await.is_err() {
                    std::future::pending().await
                }
            }
        });
        let mut serving = pin!(serving);
        tokio::select! {
            ended = &mut serving => return ended,
            () = end => {}
        }
        asked.send_replace(1);
        serving.await
    }

    /// Answers until `asked(1)`, and then what is under way, in the time of grace or until `asked(2)`.
    pub(crate) async fn run_until<F>(self, asked: impl Fn(usize) -> F) -> End
    where
        F: Future<Output = ()>,
    {
        let Self { main, admin, service } = self;
        service.warm_up();
        let limits = service.limits;
        let separate = admin.is_some();
        let main = main.run(router(&service, !separate), limits, asked(1), asked(2));
        let Some(admin) = admin else { return main.await };
        let few = Limits { connections: ADMIN_CONNECTIONS, per_peer: ADMIN_CONNECTIONS, ..limits };
        let admin = admin.run(admin_router(&service), few, asked(1), asked(2));
        let ended = tokio::join!(main, admin);
        End { cut_off: ended.0.cut_off + ended.1.cut_off }
    }
}
