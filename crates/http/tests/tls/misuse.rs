//! Who asks as one should not, or not at all.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use exact_schema_http::Limits;

use crate::running::{Running, ask, heard, is_closed};

/// A record of a handshake that promises 512 bytes.
const RECORD: &[u8] = b"\x16\x03\x01\x02\x00";

/// The same, with the beginning of a first message.
const BEGINNING: &[u8] = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";

/// Nobody is closed for being slow.
const LONG: Duration = Duration::from_secs(3600);

fn hanging(server: &Running, said: &[u8]) -> TcpStream {
    let mut stream = server.connect();
    stream.write_all(said).unwrap();
    stream
}

#[test]
fn handshakes_that_hang_keep_nobody_from_being_served() {
    let limits = Limits { connections: 4, head_time: LONG, ..Limits::default() };
    let server = Running::start(limits);
    let mut hung = Vec::new();
    for _ in 0..4 {
        hung.extend([b"".as_slice(), RECORD, BEGINNING].map(|said| hanging(&server, said)));
        server.is_served();
    }
    assert!(server.connections() <= 4);
    // The first ones had to make room.
    for stream in hung.iter_mut().take(8) {
        is_closed(stream);
    }
    assert_eq!(server.end().cut_off, 0);
}

#[test]
fn a_handshake_that_is_not_finished_in_time_gives_its_place_back() {
    let head_time = Duration::from_millis(200);
    let server = Running::start(Limits { head_time, ..Limits::default() });
    for said in [b"".as_slice(), RECORD, BEGINNING] {
        is_closed(&mut hanging(&server, said));
    }
    server.reaches(0);
    server.is_served();
}

#[test]
fn a_server_that_ends_does_not_wait_for_handshakes() {
    let grace = LONG;
    let server = Running::start(Limits { head_time: LONG, grace, ..Limits::default() });
    let mut hung = hanging(&server, BEGINNING);
    server.reaches(1);
    assert_eq!(server.end().cut_off, 0);
    is_closed(&mut hung);
}

#[test]
fn who_speaks_no_tls_is_told_so_or_closed() {
    let server = Running::start(Limits::default());
    let mut plain = server.connect();
    ask(&mut plain, "/").unwrap();
    let answer = heard(&mut plain, "}\n");
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    assert!(answer.contains("ask it by https"), "{answer}");
    is_closed(&mut plain);
    assert_eq!(server.refused(), 1);
    for said in ["\0\0\0\0\0\0", "\r\n\r\n", "\x16\x03\x01\0\0", "\u{80}\x2e\x01\x03\x01"] {
        is_closed(&mut hanging(&server, said.as_bytes()));
    }
    server.reaches(0);
    server.is_served();
}

#[test]
fn who_finds_no_place_is_told_so_in_tls() {
    let place_time = Duration::from_millis(200);
    let server = Running::start(Limits { connections: 1, place_time, ..Limits::default() });
    let mut held = server.hold();
    let mut refused = server.client();
    ask(&mut refused, "/").unwrap();
    let answer = heard(&mut refused, "}\n");
    assert!(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"), "{answer}");
    assert!(answer.contains("retry-after: 1\r\n"), "{answer}");
    server.answers.add_permits(1);
    assert!(heard(&mut held, "at last").starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn a_receiver_that_takes_nothing_is_not_waited_for() {
    let write_time = Duration::from_millis(200);
    let server = Running::start(Limits { write_time, ..Limits::default() });
    let mut client = server.client();
    ask(&mut client, "/large").unwrap();
    server.reaches(0);
}

#[test]
fn a_head_that_does_not_arrive_is_told_so_in_tls() {
    let head_time = Duration::from_secs(1);
    let server = Running::start(Limits { head_time, ..Limits::default() });
    let mut client = server.client();
    client.write_all(b"GET / HTTP/1.1\r\n").unwrap();
    let answer = heard(&mut client, "}\n");
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
    assert_eq!(server.refused(), 1);
}
