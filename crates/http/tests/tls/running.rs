//! A server that speaks TLS, and clients that do.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use exact_schema_http::{End, Limits, Observe, Server, Tls};
use exact_schema_runtime::ProblemKind;
use parcel_events::CONTRACT;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion,
};

use crate::authority::Authority;

/// After how long a server that neither answers nor closes is said to hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// A stream of a client.
pub type Client = StreamOwned<ClientConnection, TcpStream>;

/// A server with `/`, with `/large`, and with `/held`, which answers when it is let.
pub struct Running {
    pub authority: Authority,
    pub address: SocketAddr,
    pub answers: Arc<Semaphore>,
    runtime: Runtime,
    begun: Arc<Semaphore>,
    counts: Arc<Counts>,
    end: oneshot::Sender<()>,
    ended: JoinHandle<End>,
}

/// How many connections there are, and how many were refused.
#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    refused: AtomicUsize,
}

impl Observe for Counts {
    fn connections(&self, open: usize) {
        self.connections.store(open, Ordering::Relaxed);
    }

    fn refused(&self, _: ProblemKind) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }
}

impl Running {
    pub fn start(limits: Limits) -> Self {
        let authority = Authority::new();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let answers = Arc::new(Semaphore::new(0));
        let begun = Arc::new(Semaphore::new(0));
        let counts = Arc::new(Counts::default());
        let (begins, held) = (Arc::clone(&begun), Arc::clone(&answers));
        let router = Router::new()
            .route("/", get(async || "now"))
            .route("/large", get(async || vec![b' '; 64 << 20]))
            .route(
                "/held",
                get(async move || {
                    begins.add_permits(1);
                    held.acquire().await.unwrap().forget();
                    "at last"
                }),
            );
        let tls = Tls::read(&authority.certificates(), &authority.key()).unwrap();
        let listen = "127.0.0.1:0".parse().unwrap();
        let server = runtime.block_on(Server::bind(&listen, &CONTRACT)).unwrap();
        let server = server.with_tls(tls).with_observer(Arc::clone(&counts) as _);
        let address = server.address().tcp().unwrap();
        assert_eq!(server.address().to_string(), format!("https://{address}"));
        let (end, asked) = oneshot::channel();
        let until = async {
            let _ = asked.await;
        };
        let ended = runtime.spawn(server.run(router, limits, until, std::future::pending()));
        Self { authority, address, answers, runtime, begun, counts, end, ended }
    }

    /// A connection on which nothing has been said.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// A client that trusts the authority of the server.
    pub fn client(&self) -> Client {
        client(self.connect(), &self.authority, &[&TLS13, &TLS12])
    }

    /// A request and its answer, on a connection of their own.
    pub fn is_served(&self) {
        let mut client = self.client();
        ask(&mut client, "/").unwrap();
        assert!(heard(&mut client, "now").starts_with("HTTP/1.1 200 OK\r\n"));
    }

    /// A request that is being worked on, so that nobody waits for its client.
    pub fn hold(&self) -> Client {
        let mut client = self.client();
        ask(&mut client, "/held").unwrap();
        self.runtime.block_on(self.begun.acquire()).unwrap().forget();
        client
    }

    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::Relaxed)
    }

    pub fn refused(&self) -> usize {
        self.counts.refused.load(Ordering::Relaxed)
    }

    /// Waits until there are as many connections.
    ///
    /// # Panics
    ///
    /// If there never are.
    pub fn reaches(&self, connections: usize) {
        let began = Instant::now();
        while self.connections() != connections {
            assert!(began.elapsed() < PATIENCE, "{} connections", self.connections());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn end(self) -> End {
        self.end.send(()).unwrap();
        self.runtime.block_on(self.ended).unwrap()
    }
}

/// A client that trusts an authority, and speaks these versions.
pub fn client(
    stream: TcpStream,
    authority: &Authority,
    versions: &[&'static SupportedProtocolVersion],
) -> Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority.root()).unwrap()).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let name = ServerName::try_from("localhost").unwrap();
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), stream)
}

pub fn ask(stream: &mut impl Write, path: &str) -> io::Result<()> {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes())?;
    stream.flush()
}

/// What has come, once it holds `end` or the server has closed.
pub fn heard(stream: &mut impl Read, end: &str) -> String {
    let mut heard = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&heard).contains(end)
        && stream.read(&mut byte).is_ok_and(|it| it > 0)
    {
        heard.extend(byte);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

/// Waits until the server has closed a connection.
///
/// # Panics
///
/// If it does not.
pub fn is_closed(stream: &mut impl Read) {
    let mut discarded = [0; 1024];
    loop {
        match stream.read(&mut discarded) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => {
                let hangs =
                    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut);
                assert!(!hangs, "the server hangs");
                return;
            }
        }
    }
}
