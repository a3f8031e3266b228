//! Connections: how they come, how many there are, and how they end.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::error::Error;
use crate::linger::{Lingering, Unread};
use crate::options::{Limits, Options};
use crate::routes::router;
use crate::service::Service;

/// How long to wait where the system has no room for another connection.
const OUT_OF_ROOM: Duration = Duration::from_millis(100);

/// When the server ends, how long it still takes requests on open connections. One that was on its way
/// at that moment is answered; a connection that is closed at once would lose it.
const LAST_CALL: Duration = Duration::from_millis(250);

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    service: Arc<Service>,
    http: http1::Builder,
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Connections that were cut off, because they took longer than the time of grace.
    pub cut_off: usize,
}

impl Server {
    /// Listens. Connections wait until [`run`](Self::run).
    ///
    /// # Errors
    ///
    /// That the address is taken or not of this machine, or that the reference page cannot be read.
    pub async fn bind(options: &Options) -> Result<Self, Error> {
        let service = Arc::new(Service::new(options)?);
        let listener =
            TcpListener::bind(options.listen).await.map_err(Error::listen(options.listen))?;
        let address = listener.local_addr().map_err(Error::listen(options.listen))?;
        Ok(Self { listener, address, service, http: http(&options.limits) })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `end`, and then what is under way, in the time of grace.
    pub async fn run(self, end: impl Future<Output = ()>) -> End {
        let Self { listener, service, http, .. } = self;
        let router = router(Arc::clone(&service));
        let limits = service.limits;
        let places = Arc::new(Semaphore::new(limits.connections));
        let open = GracefulShutdown::new();
        let ending = Arc::new(AtomicBool::new(false));
        let answer = |stream: TcpStream, place: Option<OwnedSemaphorePermit>| {
            let guard = (place, service.metrics.connection());
            let connection = connection(&http, &router, &limits, &ending, stream);
            let connection = open.watch(connection);
            tokio::spawn(async move {
                // What goes wrong on a connection is its peer's business, and told there.
                let _ = connection.await;
                drop(guard);
            });
        };
        let accept = async {
            while let Ok(place) = Arc::clone(&places).acquire_owned().await {
                match listener.accept().await {
                    Ok((stream, _)) => answer(stream, Some(place)),
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
        for stream in waiting(listener) {
            answer(stream, None);
        }
        ending.store(true, Ordering::Relaxed);
        if open.count() > 0 {
            sleep(LAST_CALL).await;
        }
        match timeout(limits.grace, open.shutdown()).await {
            Ok(()) => End { cut_off: 0 },
            Err(_) => End { cut_off: service.metrics.connections() },
        }
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

/// One connection, from its first request to its last.
fn connection(
    http: &http1::Builder,
    router: &Router,
    limits: &Limits,
    ending: &Arc<AtomicBool>,
    stream: TcpStream,
) -> impl GracefulConnection<Error = hyper::Error> + use<> {
    // An answer is one write; waiting for more of it only delays it.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.write_time));
    let unread = Unread::default();
    let stream = Lingering::new(Box::pin(stream), unread.clone());
    let router = TowerToHyperService::new(router.clone());
    let ending = Arc::clone(ending);
    let service = service_fn(move |request: Request<Incoming>| {
        let (answer, unread, ending) = (router.call(request), unread.clone(), Arc::clone(&ending));
        async move {
            let mut answer = answer.await?;
            // Who is refused may still be sending.
            unread.set(!answer.status().is_success());
            if ending.load(Ordering::Relaxed) {
                answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(answer)
        }
    });
    http.serve_connection(TokioIo::new(stream), service)
}

/// The connections that the system has taken and nobody else has.
fn waiting(listener: TcpListener) -> Vec<TcpStream> {
    let Ok(listener) = listener.into_std() else { return Vec::new() };
    let mut streams = Vec::new();
    while let Ok((stream, _)) = listener.accept() {
        if stream.set_nonblocking(true).is_ok() {
            streams.extend(TcpStream::from_std(stream));
        }
    }
    streams
}

/// Whether it was the connection that failed, and not the listener.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
