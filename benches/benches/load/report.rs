//! What a run found out.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::entries::Entry;
use crate::generator::Round;
use export_bundles_benches::machine::Machine;

/// Everything that is printed.
pub struct Report {
    pub machine: Machine,
    /// Whether server and generator had a core each.
    pub apart: bool,
    /// The versions of an entry, or why it is not present.
    pub entries: BTreeMap<Entry, Result<String, String>>,
    pub tables: Vec<Table>,
    pub floods: Vec<Flood>,
}

/// What was measured with one document.
pub struct Table {
    pub name: &'static str,
    /// The length of the document, in bytes.
    pub bytes: usize,
    pub connections: usize,
    pub round: Duration,
    pub rows: BTreeMap<Entry, Row>,
}

/// What was measured of one entry.
pub struct Row {
    pub valid: Figures,
    pub faulty: Figures,
    /// Bytes in memory at the most.
    pub peak: u64,
}

/// Medians of all rounds; times in microseconds.
pub struct Figures {
    pub rate: f64,
    /// For how long the server had a core, for each request.
    pub cpu: f64,
    pub p50: f64,
    pub p99: f64,
    pub p999: Option<f64>,
}

/// What large bundles on many connections do to the memory of a service.
pub struct Flood {
    pub who: &'static str,
    pub connections: usize,
    pub seconds: u64,
    pub requests: f64,
    /// Bytes in memory before, at the most, and afterwards.
    pub before: u64,
    pub peak: u64,
    pub after: u64,
}

impl Report {
    /// The table of a document.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|it| it.name == name)
    }
}

impl Figures {
    pub fn of(rounds: &[Round]) -> Self {
        Self {
            rate: median(rounds.iter().map(Round::rate)),
            cpu: median(rounds.iter().map(Round::cpu)),
            p50: median(rounds.iter().map(Round::p50)),
            p99: median(rounds.iter().map(Round::p99)),
            p999: rounds.iter().map(Round::p999).collect::<Option<Vec<_>>>().map(median),
        }
    }
}

fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
