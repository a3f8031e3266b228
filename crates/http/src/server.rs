//! A server: how connections come, and how it ends.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use exact_schema_runtime::Contract;
use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

use crate::address::{Address, Listen};
use crate::connection;
use crate::error::Error;
#[cfg(feature = "tls")]
use crate::handshake;
use crate::limits::Limits;
use crate::listener::{Listener, Stream};
use crate::observe::{Nobody, Observe};
use crate::peer::Peer;
use crate::places::{Place, Places};
use crate::shared::{Phase, Shared};
use crate::signals::Signals;
#[cfg(feature = "tls")]
use crate::tls::Tls;

/// How long to wait where the system has no room for another connection.
const OUT_OF_ROOM: Duration = Duration::from_millis(100);

/// When the server ends, how long it still takes requests on open connections. One that was on its way
/// at that moment is answered; a connection that is closed at once would lose it.
const LAST_CALL: Duration = Duration::from_millis(250);

/// A server that listens.
pub struct Server {
    listener: Listener,
    address: Address,
    contract: &'static Contract,
    observe: Arc<dyn Observe>,
    trust_proxy: bool,
    #[cfg(feature = "tls")]
    tls: Option<Tls>,
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Connections that were cut off, because they took longer than the time of grace.
    pub cut_off: usize,
}

impl Server {
    /// Listens. Connections wait until [`run`](Self::run). Refusals are problems of `contract`.
    ///
    /// # Errors
    ///
    /// That the address is taken or not of this machine, or that the system has no Unix domain sockets.
    pub async fn bind(listen: &Listen, contract: &'static Contract) -> Result<Self, Error> {
        let (listener, address) = Listener::bind(listen).await?;
        Ok(Self {
            listener,
            address,
            contract,
            observe: Arc::new(Nobody),
            trust_proxy: false,
            #[cfg(feature = "tls")]
            tls: None,
        })
    }

    /// Tells `observe` what becomes of connections.
    #[must_use]
    pub fn with_observer(self, observe: Arc<dyn Observe>) -> Self {
        Self { observe, ..self }
    }

    /// Counts clients by what a proxy in front says in `X-Forwarded-For`, and not by their connections,
    /// which are all of the proxy.
    #[must_use]
    pub fn trusting_proxy(self, trust_proxy: bool) -> Self {
        Self { trust_proxy, ..self }
    }

    /// Speaks TLS, where it listens on a port; a Unix domain socket stays as it is.
    ///
    /// A handshake is a part of its connection: it takes its place, and may last as long as a head. Who asks
    /// without TLS is told so.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn with_tls(self, tls: Tls) -> Self {
        match self.address {
            Address::Tcp(address) | Address::Tls(address) => {
                Self { address: Address::Tls(address), tls: Some(tls), ..self }
            }
            Address::Unix(_) => self,
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Serves until the process is asked to end, by SIGTERM or ctrl-c ([`Signals`]), and then what is under way, in the
    /// time of grace; asked once more, it ends at once.
    ///
    /// # Errors
    ///
    /// That a limit makes no sense, or that signals cannot be waited for.
    pub async fn serve_with(self, router: Router, limits: Limits) -> Result<End, Error> {
        limits.check()?;
        let signals = Signals::new()?;
        Ok(self.run(router, limits, signals.clone().reached(1), signals.reached(2)).await)
    }

    /// Serves until `end`, and then what is under way, in the time of grace or until `at_once`.
    pub async fn run(
        self,
        router: Router,
        limits: Limits,
        end: impl Future<Output = ()>,
        at_once: impl Future<Output = ()>,
    ) -> End {
        let Self { listener, address, contract, observe, trust_proxy, .. } = self;
        let places = Places::new(limits, !trust_proxy, Arc::clone(&observe));
        let shared = Arc::new(Shared {
            contract,
            router,
            limits,
            http: http(&limits),
            observe,
            places: Arc::new(places),
            requests: Arc::default(),
            trust_proxy,
            #[cfg(feature = "tls")]
            tls: self.tls,
            end: watch::Sender::new(Phase::Serving),
            last_words: Semaphore::new(limits.connections.min(Semaphore::MAX_PERMITS)),
            open: AtomicUsize::new(0),
        });
        let accept = async {
            loop {
                match listener.accept().await {
                    Ok((stream, peer)) => welcome(&shared, stream, peer),
                    Err(error) if is_of_the_peer(&error) => {}
                    Err(_) => sleep(OUT_OF_ROOM).await,
                }
            }
        };
        tokio::select! {
            () = accept => {}
            () = end => {}
        }
        // A client that is connected may have asked already.
        for (stream, peer) in listener.waiting() {
            welcome(&shared, stream, peer);
        }
        if let Address::Unix(path) = address {
            let _ = std::fs::remove_file(path);
        }
        tokio::select! {
            () = finish(&shared) => {}
            () = at_once => {}
        }
        End { cut_off: shared.open.load(Ordering::Relaxed) }
    }
}

/// Lets what is under way end, in the time of grace.
async fn finish(shared: &Shared) {
    shared.end.send_replace(Phase::LastCall);
    let is_done = || shared.open.load(Ordering::Relaxed) == 0;
    if !is_done() {
        sleep(LAST_CALL).await;
    }
    shared.end.send_replace(Phase::Closing);
    // The last connection takes the last receiver with it.
    if !is_done() {
        let _ = timeout(shared.limits.grace, shared.end.closed()).await;
    }
}

/// HTTP/1.1 within the limits of a head.
fn http(limits: &Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_headers(limits.headers)
        .max_header_size(limits.head);
    http
}

/// Attends to a connection, as soon as there is a place for it.
fn welcome(shared: &Arc<Shared>, stream: Stream, peer: Peer) {
    struct Open(Arc<Shared>);

    impl Drop for Open {
        fn drop(&mut self) {
            self.0.open.fetch_sub(1, Ordering::Relaxed);
        }
    }

    shared.open.fetch_add(1, Ordering::Relaxed);
    let open = Open(Arc::clone(shared));
    // Whoever waits for the last connection waits for its receiver.
    let receiver = shared.end.subscribe();
    let place = shared.places.take(peer);
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        let place = match place {
            Some(place) => Some(place),
            None => shared.places.wait(peer).await,
        };
        meet(shared, place, stream).await;
        drop(open);
        drop(receiver);
    });
}

/// Speaks with a client in the way that the server is told to.
async fn meet(shared: Arc<Shared>, place: Option<Place>, stream: Stream) {
    match stream {
        Stream::Tcp(stream) => {
            // An answer is one write; waiting for more of it only delays it.
            let _ = stream.set_nodelay(true);
            #[cfg(feature = "tls")]
            if let Some(tls) = shared.tls.clone() {
                return handshake::meet(shared, &tls, place, stream).await;
            }
            connection::meet(shared, place, stream).await;
        }
        #[cfg(unix)]
        Stream::Unix(stream) => connection::meet(shared, place, stream).await,
    }
}

/// Whether it was the connection that failed, and not the listener.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
