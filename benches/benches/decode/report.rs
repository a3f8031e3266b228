//! What a run found out.

use std::collections::BTreeMap;

use crate::heap::Heap;
use crate::measure::Timing;
use crate::rows::Row;
use export_bundles_benches::machine::Machine;

/// Everything that is printed.
pub struct Report {
    pub machine: Machine,
    pub columns: Vec<Column>,
    /// Rows that are run by another program: its versions, or why it is not present.
    pub peers: BTreeMap<Row, Result<String, String>>,
}

/// What was measured on one payload.
pub struct Column {
    pub payload: &'static str,
    /// The length of the text, in bytes.
    pub bytes: usize,
    pub timings: BTreeMap<Row, Timing>,
    /// Measured on evidence bundles.
    pub heap: Option<Heap>,
}

impl Report {
    /// The column of a payload.
    pub fn column(&self, payload: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.payload == payload)
    }

    /// The largest spread of a timing.
    pub fn spread(&self) -> f64 {
        let timings = self.columns.iter().flat_map(|column| column.timings.values());
        timings.map(|timing| timing.spread).fold(0.0, f64::max)
    }
}

impl Column {
    /// The median time of a row, in nanoseconds.
    pub fn time(&self, row: Row) -> Option<f64> {
        self.timings.get(&row).map(|timing| timing.median)
    }

    /// How many times as long as the second row the first one takes.
    pub fn ratio(&self, row: Row, to: Row) -> Option<f64> {
        Some(self.time(row)? / self.time(to)?)
    }
}
