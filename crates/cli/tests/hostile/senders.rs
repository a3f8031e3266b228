//! Senders who take their time, or take nothing, or are many.

use std::io::Write;
use std::thread::sleep;
use std::time::Duration;

use exact_schema_serve::{Limits, Options};
use export_bundles::{CONTRACT, Problem};

use crate::bystander::Bystander;
use crate::memory;
use exact_schema_testkit::http::{self, Connection};
use exact_schema_testkit::server::Running;

/// Short enough for a test, far shorter than the patience of its client, and long enough that nobody
/// else is called slow where the machine is.
const TIME: Duration = Duration::from_secs(2);

fn start(connections: usize) -> Running {
    Running::start(Options {
        limits: Limits {
            connections,
            head_time: TIME,
            body_time: TIME,
            write_time: TIME,
            grace: TIME,
            ..Limits::default()
        },
        ..Options::new(&CONTRACT)
    })
}

/// Sends `bytes` one by one, as slowly as it takes to be called slow.
fn drip(connection: &mut Connection, bytes: &str) {
    for byte in bytes.as_bytes() {
        if connection.stream.write_all(&[*byte]).is_err() {
            return;
        }
        sleep(TIME / 10);
    }
}

#[test]
fn slow_heads_are_closed() {
    let server = start(64);
    let bystander = Bystander::of(server.address);
    let address = server.address;
    let slow: Vec<_> = (0..32)
        .map(|_| {
            std::thread::spawn(move || {
                let mut connection = Connection::to(address);
                connection.write(b"GET /healthz HTTP/1.1\r\n");
                drip(&mut connection, &"x: y\r\n".repeat(100));
                connection.read().map(|answer| answer.status)
            })
        })
        .collect();
    for slow in slow {
        assert_eq!(slow.join().unwrap(), None);
    }
    bystander.leave();
    server.end();
}

#[test]
fn slow_bodies_are_told_and_closed() {
    let server = start(64);
    let bystander = Bystander::of(server.address);
    let mut connection = Connection::to(server.address);
    let head = "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                content-length: 1000\r\n\r\n";
    connection.write(head.as_bytes());
    drip(&mut connection, &" ".repeat(20));
    let problem = connection.read().unwrap().problem::<Problem>();
    assert_eq!(problem.type_.as_str(), "urn:export-bundles:problem:too-slow");
    assert!(connection.read().is_none());
    bystander.leave();
    server.end();
}

#[test]
fn idle_connections_are_closed() {
    let server = start(64);
    let mut silent = Connection::to(server.address);
    assert!(silent.read().is_none());
    let mut idle = Connection::to(server.address);
    idle.write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(idle.read().unwrap().status, 200);
    assert!(idle.read().is_none());
    server.end();
}

#[test]
fn who_reads_nothing_is_closed() {
    let _alone = memory::alone();
    let server = start(64);
    let bystander = Bystander::of(server.address);
    memory::forget_peak();
    let mut greedy = Connection::to(server.address);
    // Hundreds of megabytes are asked for, and none is taken.
    let request = "GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1_000);
    while greedy.write(request.as_bytes()) {}
    assert!(memory::peak().is_none_or(|peak| peak < 512));
    bystander.leave();
    server.end();
}

#[test]
fn more_connections_than_there_are_places_wait_for_their_turn() {
    let server = start(4);
    let mut held: Vec<Connection> = (0..4)
        .map(|_| {
            let mut connection = Connection::to(server.address);
            connection.write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
            assert_eq!(connection.read().unwrap().status, 200);
            connection
        })
        .collect();
    let mut waiting = Connection::to(server.address);
    waiting.write(b"GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n");
    drop(held.pop());
    let page = String::from_utf8(waiting.read().unwrap().body).unwrap();
    assert!(page.contains("export_bundles_connections 4\n"), "{page}");
    server.end();
}

#[test]
fn a_sender_who_writes_first_and_reads_later_still_learns_the_verdict() {
    let _alone = memory::alone();
    let server = start(64);
    let body = vec![b' '; 12 << 20];
    for _ in 0..5 {
        let mut connection = Connection::to(server.address);
        let head = format!(
            "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        connection.write(head.as_bytes());
        assert!(connection.write(&body), "what is not read is taken all the same");
        assert_eq!(connection.read().unwrap().status, 413);
    }
    server.end();
}

#[test]
fn who_outlasts_the_time_of_grace_is_cut_off() {
    let server = Running::start(Options {
        limits: Limits { grace: TIME, ..Limits::default() },
        ..Options::new(&CONTRACT)
    });
    let mut connection = Connection::to(server.address);
    let head = "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                expect: 100-continue\r\ncontent-length: 1000\r\n\r\n";
    connection.write(head.as_bytes());
    assert_eq!(connection.read().unwrap().status, 100);
    assert_eq!(server.end().cut_off, 1);
}

#[test]
fn a_flood_of_large_bodies_leaves_room_for_others() {
    let _alone = memory::alone();
    let server = start(32);
    let bystander = Bystander::of(server.address);
    let address = server.address;
    let body = format!("{{\"steps\": [{}0]}}", "0,".repeat(1_250_000));
    let flood: Vec<_> = (0..8)
        .map(|_| {
            let body = body.clone();
            std::thread::spawn(move || {
                for _ in 0..3 {
                    let answer =
                        http::post(address, "/v1/validate/EvidenceBundle", body.as_bytes());
                    assert_eq!(answer.status, 422);
                }
            })
        })
        .collect();
    for sender in flood {
        sender.join().unwrap();
    }
    bystander.leave();
    server.end();
}
