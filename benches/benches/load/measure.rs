//! Puts entries under load, in turn.

use std::collections::BTreeMap;

use crate::cores::Core;
use crate::entries::Entry;
use crate::generator::{Load, Round};
use crate::payloads::Sent;
use crate::report::{Figures, Row, Table};
use crate::server::Server;
use export_bundles_benches::Result;

/// How often each entry is measured; a figure is the median.
pub const ROUNDS: usize = 5;

/// Makes sure that a server does its work: it takes the document and refuses each faulty variant.
pub fn agree(entry: Entry, server: &Server, sent: &Sent) -> Result<()> {
    let title = sent.payload.kind.title();
    let name = entry.name();
    if !server.takes(title, &sent.payload.text)? {
        return Err(format!("{name} rejects {}", sent.name).into());
    }
    if entry.validates() {
        for (fault, text) in sent.payload.faulty()? {
            if server.takes(title, &text)? {
                return Err(format!("{name} accepts {} with {fault}", sent.name).into());
            }
        }
    }
    Ok(())
}

/// Measures every server with one document.
///
/// They take turns, so that the noise of a moment hits all of them alike.
pub fn measure(
    servers: &BTreeMap<Entry, Server>,
    sent: &Sent,
    core: Option<Core>,
) -> Result<Table> {
    let title = sent.payload.kind.title();
    let load = |entry: Entry, file: usize| Load {
        body: sent.files[file].clone(),
        connections: sent.connections,
        valid: file == 0 || !entry.validates(),
    };
    // A round that does not count: long enough for a just-in-time compiler.
    for (&entry, server) in servers {
        agree(entry, server, sent)?;
        load(entry, 1).send(&server.url(title), core, sent.round)?;
        load(entry, 0).send(&server.url(title), core, sent.round)?;
        server.forget_peak()?;
    }
    let entries: Vec<(&Entry, &Server)> = servers.iter().collect();
    let mut rounds: BTreeMap<Entry, [Vec<Round>; 2]> = BTreeMap::new();
    for round in 0..ROUNDS {
        for turn in 0..entries.len() {
            // Each round begins with another one, so that nobody always follows the same.
            let (&entry, server) = entries[(round + turn) % entries.len()];
            for (file, found) in rounds.entry(entry).or_default().iter_mut().enumerate() {
                let before = server.cpu()?;
                let mut round = load(entry, file).send(&server.url(title), core, sent.round)?;
                round.cpu = server.cpu()?.saturating_sub(before);
                found.push(round);
            }
        }
    }
    let mut rows = BTreeMap::new();
    for (entry, [valid, faulty]) in rounds {
        let peak = servers[&entry].peak()?;
        let row = Row { valid: Figures::of(&valid), faulty: Figures::of(&faulty), peak };
        rows.insert(entry, row);
    }
    let bytes = sent.payload.text.len();
    Ok(Table { name: sent.name, bytes, connections: sent.connections, round: sent.round, rows })
}
