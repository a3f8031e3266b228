//! Exports under load, by us and by the peer.

use std::path::Path;
use std::time::Duration;

use export_bundles::{ExportBundleResponse, decode};
use export_bundles_benches::Result;
use export_bundles_evidence::{SealState, verify};

use crate::clients::{Bound, Round, at, export};
use crate::incident::Incident;
use crate::server::Server;

/// How often each is measured; a figure is the median.
const ROUNDS: usize = 3;
/// How many steps a trace has, and how long a round lasts at most.
const SIZES: [(usize, Bound); 2] = [
    (100, Bound { requests: 20_000, lasting: Duration::from_secs(5) }),
    (10_000, Bound { requests: 400, lasting: Duration::from_secs(10) }),
];
/// How many clients ask, and what the tables call that, with each size.
const CLIENTS: [(usize, [&str; 2]); 2] = [
    (16, ["100 steps, 16 clients", "10,000 steps, 16 clients"]),
    (64, ["100 steps, 64 clients", "10,000 steps, 64 clients"]),
];
/// So many exports are not timed.
const WARM_UP: usize = 16;
/// A p99 of fewer means nothing.
const ENOUGH: usize = 200;

/// What was measured of so many clients with incidents of one size.
pub struct Cell {
    pub name: &'static str,
    pub ours: Figures,
    pub peer: Option<Figures>,
    pub peer_versions: String,
}

/// What was measured of a service.
pub struct Figures {
    /// Exports in a second.
    pub rate: f64,
    pub p50: Duration,
    pub p99: Option<Duration>,
    /// The most memory that it held, in bytes.
    pub peak: u64,
}

pub fn measure(target: &Path) -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    for (size, (steps, bound)) in SIZES.into_iter().enumerate() {
        let incident = Incident::of(steps)?;
        for (clients, names) in CLIENTS {
            let name = names[size];
            eprintln!("measuring {name}");
            cells.push(cell(target, name, clients, &incident, bound)?);
        }
    }
    Ok(cells)
}

/// Both start with an empty store, and take turns.
fn cell(
    target: &Path,
    name: &'static str,
    clients: usize,
    incident: &Incident,
    bound: Bound,
) -> Result<Cell> {
    let [our_folder, peer_folder] = [folder()?, folder()?];
    let peer = Server::peer(target, peer_folder.path());
    let peer = peer.map_err(|error| eprintln!("not measured: {error}")).ok();
    let ours = Server::ours(target, our_folder.path(), incident.tenant())?;
    let versions = peer.as_ref().map(|it| it.versions.clone()).unwrap_or_default();
    let servers: Vec<Server> = std::iter::once(ours).chain(peer).collect();
    let body = incident.request();
    for server in &servers {
        server.put(incident)?;
        agree(server, incident)?;
        let few = Bound { requests: WARM_UP, lasting: bound.lasting };
        export(server, clients, &body, few)?;
        server.forget_peak()?;
    }
    let mut rounds: Vec<Vec<Round>> = servers.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        for turn in 0..servers.len() {
            let whose = (round + turn) % servers.len();
            rounds[whose].push(export(&servers[whose], clients, &body, bound)?);
        }
    }
    let figures = servers.iter().zip(rounds).map(|(server, rounds)| figures(server, rounds));
    let mut figures = figures.collect::<Result<Vec<_>>>()?.into_iter();
    let ours = figures.next().ok_or("ours is measured")?;
    Ok(Cell { name, ours, peer: figures.next(), peer_versions: versions })
}

pub fn folder() -> Result<tempfile::TempDir> {
    Ok(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// Makes sure that a service does its work: its bundle has all steps, keeps the rules, and is sealed.
fn agree(server: &Server, incident: &Incident) -> Result<()> {
    let answer = server.ask("POST", "/v1/exports", &incident.request());
    if answer.status != 201 {
        let said = String::from_utf8_lossy(&answer.body);
        return Err(format!("an export was answered {}: {said}", answer.status).into());
    }
    let told: ExportBundleResponse = decode(&answer.body).map_err(|error| error.to_string())?;
    let place = told.download_url.ok_or("a bundle is somewhere")?;
    let bundle = server.ask("GET", place.as_str(), b"").body;
    let verified = verify(&bundle).map_err(|error| error.to_string())?;
    let steps = match &verified.bundle {
        export_bundles::ExportBundle::Evidence(it) => it.steps.len(),
        _ => 0,
    };
    let expected = incident.case.trace.as_ref().map_or(0, |it| it.steps.len());
    if verified.is_sound() && verified.seal == SealState::Matches && steps == expected {
        return Ok(());
    }
    Err(format!("a bundle of {steps} steps is not sound: {:?}", verified.findings).into())
}

fn figures(server: &Server, rounds: Vec<Round>) -> Result<Figures> {
    let mut rates: Vec<f64> = rounds.iter().map(Round::rate).collect();
    rates.sort_by(f64::total_cmp);
    let mut all: Vec<Duration> = rounds.into_iter().flat_map(|it| it.latencies).collect();
    Ok(Figures {
        rate: rates.get(rates.len() / 2).copied().unwrap_or_default(),
        p50: at(0.5, &mut all),
        p99: (all.len() >= ENOUGH).then(|| at(0.99, &mut all)),
        peak: server.peak()?,
    })
}
