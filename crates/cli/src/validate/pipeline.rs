//! Validates on several threads, in bounded memory, with the outcomes in order.
//!
//! One thread reads. It deals its tasks to the workers like cards, one to each in turn, and the
//! outcomes are collected in the same turn, so the order takes care of itself. Every channel is
//! short: whoever is fast waits for whoever is slow.

use std::io;
use std::mem;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use super::input::Input;
use super::judge::Judge;
use super::lines::{Block, Blocks};
use super::report::Outcome;

/// How much waits at a worker to be done, and to be collected. More makes nothing faster.
const WAITING: usize = 2;
/// A worker does not wait until it has done all of a task if the reports have this weight before.
const HEAVY: usize = 1000;

enum Task {
    /// A file that is one document, which its worker reads, so that no more are in memory than there
    /// are workers.
    Document(Input),
    Lines(Arc<str>, Block),
    Failed(Arc<str>, String),
}

/// Starts to validate `inputs`, `jobs` documents at a time; `meter` counts the bytes that are read.
///
/// # Errors
///
/// Where the system refuses a thread.
pub fn start(
    inputs: Vec<Input>,
    judge: Judge,
    jobs: usize,
    meter: &Arc<AtomicU64>,
) -> io::Result<Outcomes> {
    let most = if inputs.iter().any(|input| input.lines) { jobs } else { jobs.min(inputs.len()) };
    let mut hands = Vec::new();
    let mut workers = Vec::new();
    for _ in 0..most {
        let (hand, tasks) = sync_channel(WAITING);
        let (sender, results) = sync_channel(WAITING);
        let meter = Arc::clone(meter);
        let thread = Builder::new().spawn(move || {
            let _ = work(&tasks, judge, &meter, &sender);
        })?;
        hands.push(hand);
        workers.push(Worker { results, thread });
    }
    let meter = Arc::clone(meter);
    let reader = Builder::new().spawn(move || {
        let _ = deal(inputs, &hands, &meter);
    })?;
    Ok(Outcomes { workers, turn: 0, reader: Some(reader) })
}

/// What a worker gives when it is its turn.
enum Turn {
    Outcome(Outcome),
    Over,
}

/// Nobody wants to hear more.
struct HungUp;

fn deal(
    inputs: Vec<Input>,
    hands: &[SyncSender<Task>],
    meter: &Arc<AtomicU64>,
) -> Result<(), HungUp> {
    let mut turns = hands.iter().cycle();
    let mut deal = |task| match turns.next() {
        Some(hand) => hand.send(task).map_err(|_| HungUp),
        None => Err(HungUp),
    };
    for input in inputs {
        if !input.lines {
            deal(Task::Document(input))?;
            continue;
        }
        let name = &input.name;
        match input.open(meter) {
            Err(error) => deal(Task::Failed(Arc::clone(name), input.explain(&error)))?,
            Ok(source) => {
                for block in Blocks::new(source) {
                    deal(match block {
                        Ok(block) => Task::Lines(Arc::clone(name), block),
                        Err(error) => Task::Failed(Arc::clone(name), input.explain(&error)),
                    })?;
                }
            }
        }
    }
    Ok(())
}

fn work(
    tasks: &Receiver<Task>,
    judge: Judge,
    meter: &Arc<AtomicU64>,
    results: &SyncSender<Turn>,
) -> Result<(), HungUp> {
    let say = |turn| results.send(turn).map_err(|_| HungUp);
    for task in tasks {
        match task {
            Task::Failed(document, reason) => {
                say(Turn::Outcome(Outcome::Unreadable { document, reason }))?;
            }
            Task::Document(input) => say(Turn::Outcome(match read(&input, meter) {
                Ok(text) => {
                    let reports = vec![judge.judge(None, &text)];
                    Outcome::Judged { document: input.name, reports }
                }
                Err(error) => {
                    let reason = input.explain(&error);
                    Outcome::Unreadable { document: input.name, reason }
                }
            }))?,
            Task::Lines(document, block) => {
                let mut reports = Vec::new();
                let mut weight = 0;
                for (line, text) in block.documents() {
                    let report = judge.judge(Some(line), text);
                    weight += report.weight();
                    reports.push(report);
                    if weight >= HEAVY {
                        weight = 0;
                        let (document, reports) = (Arc::clone(&document), mem::take(&mut reports));
                        say(Turn::Outcome(Outcome::Judged { document, reports }))?;
                    }
                }
                say(Turn::Outcome(Outcome::Judged { document, reports }))?;
            }
        }
        say(Turn::Over)?;
    }
    Ok(())
}

fn read(input: &Input, meter: &Arc<AtomicU64>) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    input.open(meter)?.read_to_end(&mut text)?;
    Ok(text)
}

/// What comes of the inputs, in their order.
///
/// Whoever has seen enough drops it; nothing then waits for what is still being read.
pub struct Outcomes {
    workers: Vec<Worker>,
    turn: usize,
    reader: Option<JoinHandle<()>>,
}

struct Worker {
    results: Receiver<Turn>,
    thread: JoinHandle<()>,
}

impl Iterator for Outcomes {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            match self.workers.get(self.turn)?.results.recv() {
                Ok(Turn::Outcome(outcome)) => return Some(outcome),
                Ok(Turn::Over) => self.turn = (self.turn + 1) % self.workers.len(),
                Err(_) => self.end(),
            }
        }
    }
}

impl Outcomes {
    /// The worker whose turn it is has ended: there is no more, or it died of a defect.
    fn end(&mut self) {
        let ended = self.workers.swap_remove(self.turn);
        self.workers.clear();
        for thread in [Some(ended.thread), self.reader.take()].into_iter().flatten() {
            if let Err(defect) = thread.join() {
                panic::resume_unwind(defect);
            }
        }
    }
}
