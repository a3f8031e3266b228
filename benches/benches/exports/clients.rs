//! Many clients, each of which asks again as soon as it is answered.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use exact_schema_testkit::http::Connection;
use export_bundles_benches::Result;

use crate::server::Server;

/// How many requests clients make together at most, and for how long they begin new ones.
#[derive(Clone, Copy)]
pub struct Bound {
    pub requests: usize,
    pub lasting: Duration,
}

/// What became of a round.
pub struct Round {
    /// How long each request took.
    pub latencies: Vec<Duration>,
    /// From the first request to the last answer.
    pub lasted: Duration,
}

impl Round {
    /// Requests answered in a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.lasted.as_secs_f64()
    }
}

/// Asks for bundles. Every request has to be answered with a new one.
pub fn export(server: &Server, clients: usize, body: &[u8], bound: Bound) -> Result<Round> {
    let message = &message("POST", "/v1/exports", body);
    let connections = (0..clients).map(|_| server.connection()).collect::<Result<Vec<_>>>()?;
    let (begun, start) = (&AtomicUsize::new(0), Instant::now());
    let latencies = thread::scope(|scope| {
        let clients = connections.into_iter().map(|mut connection| {
            scope.spawn(move || {
                let mut latencies = Vec::new();
                while start.elapsed() < bound.lasting
                    && begun.fetch_add(1, Ordering::Relaxed) < bound.requests
                {
                    latencies.push(timed(&mut connection, message, 201)?);
                }
                Ok(latencies)
            })
        });
        let clients: Vec<_> = clients.collect();
        let ended = clients.into_iter().map(|it| match it.join() {
            Ok(latencies) => latencies,
            Err(_) => Err("a client was not answered".to_owned()),
        });
        ended.collect::<std::result::Result<Vec<_>, String>>()
    })?;
    Ok(Round { latencies: latencies.concat(), lasted: start.elapsed() })
}

/// A request, as it is written.
pub fn message(method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// How long an answer takes, which has to have that status.
pub fn timed(
    connection: &mut Connection,
    message: &[u8],
    status: u16,
) -> std::result::Result<Duration, String> {
    let start = Instant::now();
    connection.write(message);
    let answer = connection.read().ok_or("a connection was closed")?;
    if answer.status == status {
        return Ok(start.elapsed());
    }
    Err(format!("answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body)))
}

/// What so much of them is at most; they are sorted by it.
pub fn at(share: f64, times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let place = (times.len() as f64 * share) as usize;
    times.get(place.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
}
