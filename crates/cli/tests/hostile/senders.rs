//! Senders who take their time, or take nothing, or are many.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
fn slow_heads_are_told_and_closed() {
    let server = start(64);
    let bystander = Bystander::of(server.address);
    let address = server.address;
    let slow: Vec<_> = (0..32)
        .map(|_| {
            std::thread::spawn(move || {
                let mut connection = Connection::to(address);
                connection.write(b"GET /healthz HTTP/1.1\r\n");
                drip(&mut connection, &"x: y\r\n".repeat(100));
                let answer = connection.read().unwrap();
                assert_eq!(answer.header("connection"), Some("close"));
                let problem = answer.problem::<Problem>();
                assert!(connection.read().is_none());
                problem.type_.to_string()
            })
        })
        .collect();
    for slow in slow {
        assert_eq!(slow.join().unwrap(), "urn:export-bundles:problem:head-too-slow");
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
fn who_is_idle_makes_room_for_others() {
    let server = start(4);
    let mut held: Vec<Connection> = (0..4)
        .map(|_| {
            let mut connection = Connection::to(server.address);
            connection.write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
            assert_eq!(connection.read().unwrap().status, 200);
            connection
        })
        .collect();
    let mut newcomer = Connection::to(server.address);
    newcomer.write(b"GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n");
    let page = String::from_utf8(newcomer.read().unwrap().body).unwrap();
    assert!(page.contains("export_bundles_connections 4\n"), "{page}");
    // The one that had waited the longest.
    assert!(held[0].read().is_none());
    held[3].write(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(held[3].read().unwrap().status, 200);
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
                    // The next one may ask when its turn has not come in time.
                    assert!([422, 503].contains(&answer.status), "{}", answer.status);
                    let asks_back = answer.header("retry-after").is_some();
                    assert_eq!(asks_back, answer.status == 503);
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

/// More of each kind than there are places, all at once; and each of them comes back.
#[test]
fn attackers_of_every_kind_leave_room_for_others() {
    const EACH: usize = 100;
    const ATTACKS: [(&str, Option<&str>); 5] = [
        ("", None),
        ("GET /healthz HTTP/1.1\r\n", Some("x: y\r\n")),
        (
            "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             content-length: 100000\r\n\r\n",
            Some(" "),
        ),
        ("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n", None),
        (
            "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n",
            Some("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"),
        ),
    ];
    let _alone = memory::alone();
    let server = start(64);
    let address = server.address;
    let done = Arc::new(AtomicBool::new(false));
    let attackers: Vec<_> = ATTACKS
        .into_iter()
        .map(|(first, then)| {
            let done = Arc::clone(&done);
            std::thread::spawn(move || {
                let connect = || {
                    let mut stream = TcpStream::connect(address).ok()?;
                    stream.set_nonblocking(true).ok()?;
                    stream.write_all(first.as_bytes()).ok()?;
                    Some(stream)
                };
                let mut streams: Vec<Option<TcpStream>> = (0..EACH).map(|_| connect()).collect();
                while !done.load(Ordering::Relaxed) {
                    for stream in &mut streams {
                        let goes_on = stream.as_mut().is_some_and(|stream| {
                            let mut answer = [0; 4096];
                            let closed = matches!(stream.read(&mut answer), Ok(0));
                            let then = then.unwrap_or_default().as_bytes();
                            !closed && (then.is_empty() || stream.write_all(then).is_ok())
                        });
                        if !goes_on {
                            *stream = connect();
                        }
                    }
                    sleep(TIME / 20);
                }
            })
        })
        .collect();
    // Who is told that there is no place asks again, and is served in the end.
    for _ in 0..200 {
        let is_served = || {
            let mut connection = Connection::to(address);
            let body = r#"{"incident_id": "i17"}"#;
            let head = "POST /v1/validate/ExportBundleRequest HTTP/1.1\r\nhost: x\r\n\
                        content-type: application/json\r\ncontent-length: 22\r\n\r\n";
            connection.write(format!("{head}{body}").as_bytes());
            connection.read().is_some_and(|answer| answer.status == 204)
        };
        assert!((0..20).any(|_| is_served()), "an honest client was kept from being served");
    }
    done.store(true, Ordering::Relaxed);
    for attacker in attackers {
        attacker.join().unwrap();
    }
    server.end();
}

#[test]
fn a_client_behind_a_trusted_proxy_has_so_many_requests_and_no_more() {
    let options = Options {
        trust_proxy: true,
        limits: Limits { per_peer: 2, grace: TIME, ..Limits::default() },
        ..Options::new(&CONTRACT)
    };
    let server = Running::start(options);
    let begin = |client: &str| {
        let mut connection = Connection::to(server.address);
        let head = format!(
            "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             x-forwarded-for: 192.0.2.99, {client}\r\nexpect: 100-continue\r\n\
             content-length: 1000\r\n\r\n"
        );
        connection.write(head.as_bytes());
        let answer = connection.read().unwrap();
        (answer, connection)
    };
    let held = [begin("192.0.2.1"), begin("192.0.2.1")];
    assert!(held.iter().all(|(answer, _)| answer.status == 100));
    let (refused, _) = begin("192.0.2.1");
    assert_eq!(refused.status, 503);
    assert_eq!(refused.header("retry-after"), Some("1"));
    refused.problem::<Problem>();
    assert_eq!(begin("192.0.2.2").0.status, 100);
    drop(held);
    server.end();
}

#[test]
fn a_connection_ends_after_its_requests_and_its_life() {
    let get = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let limits = Limits { requests: 3, ..Limits::default() };
    let server = Running::start(Options { limits, ..Options::new(&CONTRACT) });
    let mut connection = Connection::to(server.address);
    for last in [None, None, Some("close")] {
        connection.write(get);
        assert_eq!(connection.read().unwrap().header("connection"), last);
    }
    assert!(connection.read().is_none());
    server.end();

    let limits = Limits { life: TIME / 4, ..Limits::default() };
    let server = Running::start(Options { limits, ..Options::new(&CONTRACT) });
    let mut connection = Connection::to(server.address);
    connection.write(get);
    assert_eq!(connection.read().unwrap().status, 200);
    assert!(connection.read().is_none(), "before it is idle for too long");
    server.end();
}

#[test]
fn a_body_below_the_rate_is_ended() {
    let limits = Limits { rate: 1 << 20, rate_grace: TIME / 4, ..Limits::default() };
    let server = Running::start(Options { limits, ..Options::new(&CONTRACT) });
    let mut connection = Connection::to(server.address);
    let head = "POST /v1/validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                content-length: 1000000\r\n\r\n";
    connection.write(head.as_bytes());
    drip(&mut connection, "          ");
    assert_eq!(connection.read().unwrap().problem::<Problem>().status.get(), 408);
    server.end();
}
