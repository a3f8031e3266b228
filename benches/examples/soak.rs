//! Every attack at once on the sidecar, for minutes, while honest clients are timed. Usage:
//! `soak SIDECAR SECONDS ATTACKERS`, where ATTACKERS is how many there are of each kind.
//!
//! Attackers come from addresses of their own (127.0.1.x), as strangers do; honest clients from 127.0.0.1. All share
//! one machine, so the same attackers also have another sidecar to themselves for as long: what honest clients of the
//! first one lose by that is lost to a crowded machine, and the rest to the attack.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use export_bundles_benches::Result;
use export_bundles_benches::machine::Machine;
use tokio::net::TcpSocket;

/// How long honest clients are timed without an attack, before and after.
const QUIET: Duration = Duration::from_secs(10);

/// After how long a client that has no answer is said to have none.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often each attacker does something.
const BEAT: Duration = Duration::from_millis(300);

const HONEST: usize = 4;

const POST: &str = "POST /v1/validate/PolicyContext HTTP/1.1\r\nhost: x\r\n\
                    content-type: application/json\r\n";

/// What an attacker sends first, and what at each beat.
struct Attack {
    name: &'static str,
    first: String,
    then: String,
}

fn attacks() -> Vec<Attack> {
    let get = "GET /v1/schemas HTTP/1.1\r\nhost: x\r\n\r\n";
    let attack = |name, first: &str, then: &str| Attack {
        name,
        first: first.to_owned(),
        then: then.to_owned(),
    };
    let twice =
        format!(r#"{{"policy_snapshot_id":"p","active_policies":[{{{}"a":1,"a":2}}]}}"#, members());
    vec![
        attack("silent", "", ""),
        attack("slow head", "GET /v1/schemas HTTP/1.1\r\n", "x"),
        attack("slow body", &format!("{POST}content-length: 100000\r\n\r\n"), " "),
        attack("idle", get, ""),
        attack("busy", get, get),
        attack(
            "large with a fault at the end",
            &format!("{POST}content-length: {}\r\n\r\n{twice}", twice.len()),
            "",
        ),
    ]
}

fn members() -> String {
    (0..100_000).map(|it| format!("\"{it:x}\":0,")).collect()
}

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let usage = "usage: soak SIDECAR SECONDS ATTACKERS";
    let sidecar = words.next().ok_or(usage)?;
    let seconds: u64 = words.next().ok_or(usage)?.parse()?;
    let attackers: usize = words.next().ok_or(usage)?.parse()?;
    let during = Duration::from_secs(seconds);
    let (mut process, address) = start(Path::new(&sidecar))?;

    let before = (timed(address, QUIET), resources(process.id())?);
    let (mut other, elsewhere) = start(Path::new(&sidecar))?;
    let beside =
        (attacked(elsewhere, attackers, || timed(address, during)), resources(process.id())?);
    other.kill()?;
    other.wait()?;
    let done = Arc::new(AtomicBool::new(false));
    let peak = Arc::new(AtomicUsize::new(0));
    let watching = watch(process.id(), Arc::clone(&done), Arc::clone(&peak));
    let under_attack = attacked(address, attackers, || timed(address, during));
    done.store(true, Ordering::Relaxed);
    drop(watching.join());
    // The last connections end by themselves.
    sleep(QUIET);
    let after = (timed(address, QUIET), resources(process.id())?);
    process.kill()?;
    process.wait()?;

    println!("{}; {seconds} s, {attackers} attackers of each kind\n", Machine::here());
    println!("| | honest requests | without an answer | median | p99 | memory | descriptors |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    row("before", &before.0, before.1);
    row("another is attacked", &beside.0, beside.1);
    row("under attack", &under_attack, (peak.load(Ordering::Relaxed), 0));
    row("after", &after.0, after.1);
    Ok(())
}

/// What is timed while a sidecar is attacked, by so many of each kind.
fn attacked(victim: SocketAddr, attackers: usize, timed: impl FnOnce() -> Timings) -> Timings {
    let done = Arc::new(AtomicBool::new(false));
    let threads: Vec<_> = attacks()
        .into_iter()
        .enumerate()
        .map(|(kind, attack)| {
            let done = Arc::clone(&done);
            // Of those that are work for both sides a few are as many as thousands of the others.
            let count = if attack.first.len() > 1 << 16 { attackers.min(40) } else { attackers };
            eprintln!("{count} attackers: {}", attack.name);
            thread::spawn(move || assault(victim, kind, &attack, count, &done))
        })
        .collect();
    let timings = timed();
    done.store(true, Ordering::Relaxed);
    threads.into_iter().for_each(|it| drop(it.join()));
    timings
}

fn row(when: &str, timings: &Timings, (memory, descriptors): (usize, usize)) {
    let at = |share: f64| {
        let place = (timings.answered.len() as f64 * share) as usize;
        timings.answered.get(place).copied().unwrap_or_default()
    };
    let descriptors = if descriptors == 0 { "-".to_owned() } else { descriptors.to_string() };
    println!(
        "| {when} | {} | {} | {:.1?} | {:.1?} | {} MiB | {descriptors} |",
        timings.answered.len() + timings.unanswered,
        timings.unanswered,
        at(0.5),
        at(0.99),
        memory >> 10,
    );
}

fn start(sidecar: &Path) -> Result<(Child, SocketAddr)> {
    let mut process = Command::new(sidecar)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()?;
    let output = process.stdout.take().ok_or("a process has an output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let address = line.trim().strip_prefix("listening on http://").ok_or("it does not listen")?;
    Ok((process, address.parse()?))
}

/// How long honest requests took, sorted.
#[derive(Default)]
struct Timings {
    answered: Vec<Duration>,
    unanswered: usize,
}

/// Honest clients: a connection for every request, which takes the worst of every kind of crowd.
fn timed(address: SocketAddr, during: Duration) -> Timings {
    let end = Instant::now() + during;
    let clients: Vec<_> = (0..HONEST)
        .map(|_| {
            thread::spawn(move || {
                let mut timings = Timings::default();
                while Instant::now() < end {
                    let began = Instant::now();
                    match ask(address) {
                        Some(204) => timings.answered.push(began.elapsed()),
                        _ => timings.unanswered += 1,
                    }
                    sleep(Duration::from_millis(10));
                }
                timings
            })
        })
        .collect();
    let mut all = Timings::default();
    for client in clients {
        if let Ok(timings) = client.join() {
            all.answered.extend(timings.answered);
            all.unanswered += timings.unanswered;
        }
    }
    all.answered.sort_unstable();
    all
}

/// The status of an answer.
fn ask(address: SocketAddr) -> Option<u16> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let body = r#"{"policy_snapshot_id":"p"}"#;
    let head = format!("{POST}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    // At once, as clients do.
    stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.split(' ').nth(1)?.parse().ok()
}

/// Attackers of a kind, each of whom comes back when it is closed.
fn assault(address: SocketAddr, kind: usize, attack: &Attack, count: usize, done: &AtomicBool) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let connect = |index: usize| {
        // No address has more than a few of them.
        let own = Ipv4Addr::new(127, 0, 1 + kind as u8, (index % 250) as u8 + 1);
        let connecting = async {
            let socket = TcpSocket::new_v4()?;
            socket.bind((IpAddr::V4(own), 0).into())?;
            socket.connect(address).await?.into_std()
        };
        let mut stream = runtime.block_on(connecting).ok()?;
        send(&mut stream, attack.first.as_bytes()).then_some(stream)
    };
    let mut streams: Vec<Option<TcpStream>> = (0..count).map(|_| None).collect();
    while !done.load(Ordering::Relaxed) {
        let began = Instant::now();
        for (index, slot) in streams.iter_mut().enumerate() {
            let goes_on = slot
                .as_mut()
                .is_some_and(|stream| is_open(stream) && send(stream, attack.then.as_bytes()));
            if !goes_on {
                *slot = connect(index);
            }
        }
        sleep(BEAT.saturating_sub(began.elapsed()));
    }
}

/// Takes what has come; whether there may be more.
fn is_open(stream: &mut TcpStream) -> bool {
    let mut answer = [0; 1 << 16];
    match stream.read(&mut answer) {
        Ok(0) => false,
        Ok(_) => true,
        Err(error) => error.kind() == ErrorKind::WouldBlock,
    }
}

/// Sends what the receiver takes at once.
fn send(stream: &mut TcpStream, mut bytes: &[u8]) -> bool {
    let patience = Instant::now() + BEAT;
    while !bytes.is_empty() {
        match stream.write(bytes) {
            Ok(sent) => bytes = bytes.get(sent..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < patience => {
                thread::yield_now();
            }
            Err(_) => return false,
        }
    }
    true
}

/// Resident memory in KiB, and descriptors that are open.
fn resources(process: u32) -> Result<(usize, usize)> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no memory")?;
    let memory = line.split_whitespace().nth(1).ok_or("no memory")?.parse()?;
    Ok((memory, std::fs::read_dir(format!("/proc/{process}/fd"))?.count()))
}

/// Keeps the highest memory.
fn watch(process: u32, done: Arc<AtomicBool>, peak: Arc<AtomicUsize>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        while !done.load(Ordering::Relaxed) {
            if let Ok((memory, _)) = resources(process) {
                peak.fetch_max(memory, Ordering::Relaxed);
            }
            sleep(Duration::from_millis(100));
        }
    })
}
