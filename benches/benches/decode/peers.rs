//! Other languages' ways to read the same texts, as processes that stay up during the whole run.
//!
//! A peer reads one JSON object a line and answers with another: `{"type", "text"}` makes it take a
//! text (`{"valid"}`), `{"times"}` makes it read that text so many times (`{"nanoseconds"}`). The
//! first line that it writes, unasked, is `{"versions"}`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::measure::Subject;
use crate::rows::{Entry, Row};
use export_bundles_benches::documents::Kind;
use export_bundles_benches::{Result, setup};

/// The rows that other programs run, each with its peer or the reason why it is not present.
pub struct Peers(Vec<(Row, Result<Peer>)>);

impl Peers {
    /// Sets up and starts the peers.
    pub fn start(schemas: &Path, folder: &Path) -> Self {
        let ajv = setup::node(folder, "peer.mjs").and_then(|mut command| {
            command.arg(schemas);
            Peer::start(command)
        });
        let pydantic = setup::python(folder, "peer.py").and_then(Peer::start);
        Self(vec![(Row::Ajv, ajv), (Row::Pydantic, pydantic)])
    }

    /// No peers at all.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// The rows that the peers have on payloads of a kind.
    pub fn entries(&mut self, kind: Kind) -> impl Iterator<Item = Entry<'_>> {
        let present = self.0.iter_mut().filter_map(|(row, peer)| Some((*row, peer.as_mut().ok()?)));
        present.map(move |(row, peer)| -> Entry<'_> { (row, Box::new(There { peer, kind })) })
    }

    /// For each row, the versions of the peer and its library, or why it is not present.
    pub fn versions(&self) -> BTreeMap<Row, std::result::Result<String, String>> {
        let versions = |peer: &Result<Peer>| match peer {
            Ok(peer) => Ok(peer.versions.clone()),
            Err(reason) => Err(reason.to_string()),
        };
        self.0.iter().map(|(row, peer)| (*row, versions(peer))).collect()
    }
}

/// A process that reads texts.
struct Peer {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    versions: String,
}

impl Peer {
    fn start(mut command: Command) -> Result<Self> {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = process.stdin.take().ok_or("a peer has an input")?;
        let output = process.stdout.take().ok_or("a peer has an output")?;
        let output = BufReader::new(output);
        let mut peer = Self { process, input, output, versions: String::new() };
        peer.versions = peer.hear("versions")?.as_str().unwrap_or_default().to_owned();
        Ok(peer)
    }

    fn ask(&mut self, question: &Value, answer: &str) -> Result<Value> {
        writeln!(self.input, "{question}")?;
        self.hear(answer)
    }

    fn hear(&mut self, member: &str) -> Result<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        if line.is_empty() {
            return Err("it ended before it answered".into());
        }
        let answer: Value = serde_json::from_str(&line)?;
        Ok(answer.get(member).cloned().ok_or_else(|| format!("no {member} in {line}"))?)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It is idle, and there is nobody to tell if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A peer that reads texts of one kind.
struct There<'a> {
    peer: &'a mut Peer,
    kind: Kind,
}

impl Subject for There<'_> {
    fn take(&mut self, text: &str) -> Result<bool> {
        let valid = self.peer.ask(&json!({"type": self.kind.title(), "text": text}), "valid")?;
        Ok(valid.as_bool().ok_or("valid is a boolean")?)
    }

    fn run(&mut self, times: u64) -> Result<Duration> {
        let lasted = self.peer.ask(&json!({ "times": times }), "nanoseconds")?;
        Ok(Duration::from_nanos(lasted.as_u64().ok_or("nanoseconds is a whole number")?))
    }
}
