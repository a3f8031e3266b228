//! Who is let in where there are no places, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use exact_schema_http::{Limits, Server};
use parcel_events::CONTRACT;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// A server whose place `/held` answers when it is let.
struct Running {
    runtime: Runtime,
    address: SocketAddr,
    begun: Arc<Semaphore>,
    answers: Arc<Semaphore>,
}

impl Running {
    fn start(limits: Limits) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let answers = Arc::new(Semaphore::new(0));
        let begun = Arc::new(Semaphore::new(0));
        let (begins, held) = (Arc::clone(&begun), Arc::clone(&answers));
        let router = Router::new().route("/", get(async || "now")).route(
            "/held",
            get(async move || {
                begins.add_permits(1);
                held.acquire().await.unwrap().forget();
                "at last"
            }),
        );
        let listen = "127.0.0.1:0".parse().unwrap();
        let server = runtime.block_on(Server::bind(&listen, &CONTRACT)).unwrap();
        let address = server.address().tcp().unwrap();
        let pending = std::future::pending;
        runtime.spawn(async move { server.run(router, limits, pending(), pending()).await });
        Self { runtime, address, begun, answers }
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).unwrap();
        stream
    }

    /// A request that is being worked on, so that nobody waits for its client.
    fn hold(&self) -> TcpStream {
        let stream = self.ask("/held");
        self.runtime.block_on(self.begun.acquire()).unwrap().forget();
        stream
    }
}

/// What has come, once it holds `end` or the server has closed.
fn heard(stream: &mut TcpStream, end: &str) -> String {
    let mut heard = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&heard).contains(end) && stream.read(&mut byte).unwrap() > 0 {
        heard.extend(byte);
    }
    String::from_utf8(heard).unwrap()
}

#[test]
fn where_all_work_for_their_clients_a_newcomer_waits_and_is_told() {
    let place_time = Duration::from_millis(200);
    let server = Running::start(Limits { connections: 1, place_time, ..Limits::default() });
    let mut held = server.hold();
    let mut refused = server.ask("/");
    let answer = heard(&mut refused, "}\n");
    assert!(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{answer}");
    assert!(answer.contains("retry-after: 1\r\n") && answer.contains("connection: close\r\n"));
    assert!(answer.contains("urn:parcel-events:problem:busy"), "{answer}");
    server.answers.add_permits(1);
    // It was told to go, so that others have a turn.
    let answer = heard(&mut held, "at last");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("connection: close\r\n"));
    server.runtime.shutdown_background();
}

#[test]
fn a_newcomer_who_waits_takes_the_place_that_becomes_free() {
    let place_time = Duration::from_secs(60);
    let server = Running::start(Limits { connections: 1, place_time, ..Limits::default() });
    let mut held = server.hold();
    let mut waiting = server.ask("/");
    server.answers.add_permits(1);
    assert!(heard(&mut held, "at last").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(heard(&mut waiting, "now").starts_with("HTTP/1.1 200 OK\r\n"));
    server.runtime.shutdown_background();
}

#[test]
fn an_address_that_has_its_share_makes_room_itself() {
    // Nobody is closed for being idle.
    let head_time = Duration::from_secs(3600);
    let limits = Limits { connections: 64, per_peer: 2, head_time, ..Limits::default() };
    let server = Running::start(limits);
    let mut first = server.ask("/");
    assert!(heard(&mut first, "now").starts_with("HTTP/1.1 200 OK\r\n"));
    let mut others = [server.ask("/"), server.ask("/")];
    for other in &mut others {
        assert!(heard(other, "now").starts_with("HTTP/1.1 200 OK\r\n"));
    }
    assert_eq!(heard(&mut first, "anything"), "", "the idlest is closed");
    server.runtime.shutdown_background();
}
