//! The load generator: `wrk`, which sends the same request on every connection, again as soon as it
//! is answered.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::cores::{Core, on};
use export_bundles_benches::Result;

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/load/wrk.lua");

/// What is sent, to where, and how.
pub struct Load {
    /// The file that holds the body.
    pub body: PathBuf,
    pub connections: usize,
    /// Whether the server takes the body.
    pub valid: bool,
}

/// What was measured in a round, as `wrk.lua` writes it.
#[derive(Clone, Copy, Deserialize)]
pub struct Round {
    requests: u64,
    microseconds: u64,
    /// How many answers were no success.
    refused: u64,
    /// How many requests were not answered.
    broken: u64,
    p50: u64,
    p99: u64,
    p999: u64,
    /// For how long the server had a core.
    #[serde(skip)]
    pub cpu: Duration,
}

impl Round {
    /// Requests answered in a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.microseconds as f64 * 1e6
    }

    /// For how many microseconds the server had a core, for each request.
    pub fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.requests as f64
    }

    /// In how many microseconds half of the requests were answered.
    pub fn p50(&self) -> f64 {
        self.p50 as f64
    }

    /// In how many microseconds 99 % of the requests were answered.
    pub fn p99(&self) -> f64 {
        self.p99 as f64
    }

    /// In how many microseconds 99.9 % were; of fewer than 1,000 it means nothing.
    pub fn p999(&self) -> Option<f64> {
        (self.requests >= 1_000).then_some(self.p999 as f64)
    }
}

/// Whether `wrk` is there.
pub fn is_present() -> bool {
    Command::new("wrk").arg("--version").output().is_ok()
}

impl Load {
    /// Sends requests for so long, and makes sure that they were answered as they should be.
    pub fn send(&self, url: &str, core: Option<Core>, lasting: Duration) -> Result<Round> {
        let output = on(core, Path::new("wrk"))
            .args(["--threads", "1", "--timeout", "60s"])
            .args(["--connections", &self.connections.to_string()])
            .args(["--duration", &format!("{}s", lasting.as_secs()), "--script", SCRIPT, url, "--"])
            .arg(&self.body)
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let last = said.lines().next_back().unwrap_or_default();
        let round: Round = serde_json::from_str(last)
            .map_err(|_| format!("wrk: {said}{}", String::from_utf8_lossy(&output.stderr)))?;
        let expected = if self.valid { 0 } else { round.requests };
        if round.requests == 0 || round.broken > 0 || round.refused != expected {
            return Err(format!("{url} did not answer as it should: {last}").into());
        }
        Ok(round)
    }
}
