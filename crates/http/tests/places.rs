//! Who is let in where there are no places, over real sockets.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use exact_schema_http::{Limits, Server};
use futures_util::stream;
use parcel_events::CONTRACT;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

/// More than the system holds between a server and a client that takes nothing.
const LARGE: usize = 64 << 20;

/// A server whose place `/held` answers when it is let, and `/parts` goes on then; `/large` answers at length.
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
        let (begins, held, rest) = (Arc::clone(&begun), Arc::clone(&answers), Arc::clone(&answers));
        let router = Router::new()
            .route("/", get(async || "now"))
            .route("/large", get(async || vec![b'.'; LARGE]))
            .route(
                "/held",
                get(async move || {
                    begins.add_permits(1);
                    held.acquire().await.unwrap().forget();
                    "at last"
                }),
            )
            .route(
                "/parts",
                get(async move || {
                    Body::from_stream(stream::unfold(0, move |part| {
                        let rest = Arc::clone(&rest);
                        async move {
                            if part == 1 {
                                rest.acquire().await.unwrap().forget();
                            }
                            let text = ["first", "at last"].get(part)?;
                            let bytes = Bytes::from_static(text.as_bytes());
                            Some((Ok::<_, std::convert::Infallible>(bytes), part + 1))
                        }
                    }))
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
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n"))
    }

    fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
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

/// Clients that have sent enough to be in time for two seconds, a second of which is theirs alone, and send
/// nothing more.
fn in_time() -> Limits {
    let hour = Duration::from_secs(3600);
    let place_time = Duration::from_secs(50);
    Limits { connections: 2, rate: 8, head_time: hour, place_time, ..Limits::default() }
}

const BEGUN: &str = "GET / HTTP/1.1\r\n";

/// Asks beside so many who have begun to.
fn is_served_beside(begun: usize, limits: Limits) {
    let server = Running::start(limits);
    let held: Vec<TcpStream> = (0..begun).map(|_| server.send(BEGUN)).collect();
    // So that they are read by then; whoever is not yet makes room, too.
    std::thread::sleep(Duration::from_millis(100));
    assert!(heard(&mut server.ask("/"), "now").starts_with("HTTP/1.1 200 OK\r\n"));
    drop(held);
    server.runtime.shutdown_background();
}

#[test]
fn a_newcomer_takes_the_place_of_a_client_whose_time_runs_out() {
    is_served_beside(2, in_time());
}

#[test]
fn a_few_bytes_keep_no_place() {
    // They are in time for a little, and would be for as long as they are replaced.
    is_served_beside(2, Limits { rate: 32, place_time: Duration::ZERO, ..in_time() });
}

#[test]
fn where_too_many_wait_it_is_the_last_who_comes_in() {
    is_served_beside(12, in_time());
}

#[test]
fn who_is_being_answered_does_not_make_room() {
    let place_time = Duration::from_millis(200);
    let server = Running::start(Limits { connections: 1, place_time, ..Limits::default() });
    let mut answered = server.ask("/parts");
    assert!(heard(&mut answered, "first").starts_with("HTTP/1.1 200 OK\r\n"));
    let refused = heard(&mut server.ask("/"), "}\n");
    assert!(refused.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{refused}");
    server.answers.add_permits(1);
    assert!(heard(&mut answered, "\r\n0\r\n\r\n").contains("at last"));
    server.runtime.shutdown_background();
}

#[test]
fn who_takes_nothing_of_an_answer_makes_room() {
    let hour = Duration::from_secs(3600);
    let place_time = Duration::from_secs(50);
    let limits = Limits { connections: 1, write_time: hour, place_time, ..Limits::default() };
    let server = Running::start(limits);
    let mut greedy = server.ask("/large");
    assert!(heard(&mut greedy, "\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(heard(&mut server.ask("/"), "now").starts_with("HTTP/1.1 200 OK\r\n"));
    server.runtime.shutdown_background();
}

#[test]
fn whoever_is_turned_away_is_told_however_many_are() {
    let place_time = Duration::from_millis(200);
    let server = Running::start(Limits { connections: 1, place_time, ..Limits::default() });
    let held = server.hold();
    // None of them takes the word, or ends.
    let mut refused: Vec<TcpStream> = (0..8).map(|_| server.ask("/")).collect();
    for stream in &mut refused {
        assert!(heard(stream, "}\n").starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    }
    drop(held);
    server.runtime.shutdown_background();
}
