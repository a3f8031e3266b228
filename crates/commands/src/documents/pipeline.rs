//! Judges on several threads, in bounded memory, with the outcomes in order.
//!
//! One thread reads. It deals its tasks to the workers like cards, one to each in turn, and the
//! outcomes are collected in the same turn, so the order takes care of itself. Every channel is
//! short: a fast stage waits for a slow one.

use std::io::{self, Read};
use std::mem;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use super::input::Input;
use super::lines::{Block, Piece, Pieces};
use super::outcome::Outcome;
use super::run::Judge;

/// How much waits at a worker to be done, and to be collected. More makes nothing faster.
const WAITING: usize = 2;
/// A worker does not wait until it has done all of a task if the reports have this weight before.
const HEAVY: usize = 1000;

enum Task {
    /// A file that is one document, which its worker reads, so that no more are in memory than there
    /// are workers.
    Document(Input),
    Lines(Arc<str>, Block),
    Failed {
        document: Arc<str>,
        line: Option<u64>,
        reason: String,
    },
}

/// How documents are judged.
#[derive(Clone)]
pub struct Work<J> {
    /// Who judges them.
    pub judge: J,
    /// How many at a time; at least 1.
    pub jobs: usize,
    /// How many bytes a document may have.
    pub limit: usize,
}

impl<J> Work<J> {
    fn too_large(&self) -> String {
        let limit = bytesize::ByteSize::b(self.limit as u64).display().iec();
        format!("it is larger than {limit}; a higher --max-document lets it be judged")
    }
}

/// Starts to judge `inputs`; `meter` counts the bytes that are read.
///
/// # Errors
///
/// Where the system refuses a thread.
pub fn start<J: Judge>(
    inputs: Vec<Input>,
    work: Work<J>,
    meter: &Arc<AtomicU64>,
) -> io::Result<Outcomes<J::Report>> {
    let jobs = work.jobs;
    let most = if inputs.iter().any(|input| input.lines) { jobs } else { jobs.min(inputs.len()) };
    let mut hands = Vec::new();
    let mut workers = Vec::new();
    for _ in 0..most {
        let (hand, tasks) = sync_channel(WAITING);
        let (sender, results) = sync_channel(WAITING);
        let (work, meter) = (work.clone(), Arc::clone(meter));
        let thread = Builder::new().spawn(move || {
            let _ = judge_all(&tasks, &work, &meter, &sender);
        })?;
        hands.push(hand);
        workers.push(Worker { results, thread });
    }
    let meter = Arc::clone(meter);
    let reader = Builder::new().spawn(move || {
        let _ = deal(inputs, &hands, &work, &meter);
    })?;
    Ok(Outcomes { workers, turn: 0, reader: Some(reader) })
}

/// What a worker gives when it is its turn.
enum Turn<R> {
    Outcome(Outcome<R>),
    Over,
}

/// Nobody wants to hear more.
struct HungUp;

fn deal<J>(
    inputs: Vec<Input>,
    hands: &[SyncSender<Task>],
    work: &Work<J>,
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
        let failed =
            |line, reason| Task::Failed { document: Arc::clone(&input.name), line, reason };
        match input.open(meter) {
            Err(error) => deal(failed(None, input.explain(&error)))?,
            Ok(source) => {
                for piece in Pieces::new(source, work.limit) {
                    deal(match piece {
                        Ok(Piece::Lines(block)) => Task::Lines(Arc::clone(&input.name), block),
                        Ok(Piece::TooLong(line)) => failed(Some(line), work.too_large()),
                        Err(error) => failed(None, input.explain(&error)),
                    })?;
                }
            }
        }
    }
    Ok(())
}

fn judge_all<J: Judge>(
    tasks: &Receiver<Task>,
    work: &Work<J>,
    meter: &Arc<AtomicU64>,
    results: &SyncSender<Turn<J::Report>>,
) -> Result<(), HungUp> {
    let say = |turn| results.send(turn).map_err(|_| HungUp);
    for task in tasks {
        match task {
            Task::Failed { document, line, reason } => {
                say(Turn::Outcome(Outcome::Unreadable { document, line, reason }))?;
            }
            Task::Document(input) => say(Turn::Outcome(match read(&input, work.limit, meter) {
                Ok(Some(text)) => {
                    let reports = vec![work.judge.judge(&input.name, None, &text)];
                    Outcome::Judged { document: input.name, reports }
                }
                Ok(None) => unreadable(input.name, work.too_large()),
                Err(error) => {
                    let reason = input.explain(&error);
                    unreadable(input.name, reason)
                }
            }))?,
            Task::Lines(document, block) => {
                let mut reports = Vec::new();
                let mut weight = 0;
                for (line, text) in block.documents() {
                    if text.len() > work.limit {
                        let (document, reports) = (Arc::clone(&document), mem::take(&mut reports));
                        say(Turn::Outcome(Outcome::Judged {
                            document: Arc::clone(&document),
                            reports,
                        }))?;
                        let (line, reason) = (Some(line), work.too_large());
                        say(Turn::Outcome(Outcome::Unreadable { document, line, reason }))?;
                        continue;
                    }
                    let report = work.judge.judge(&document, Some(line), text);
                    weight += J::weight(&report);
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

fn unreadable<R>(document: Arc<str>, reason: String) -> Outcome<R> {
    Outcome::Unreadable { document, line: None, reason }
}

/// The text of a document; none where it is longer than `limit`.
fn read(input: &Input, limit: usize, meter: &Arc<AtomicU64>) -> io::Result<Option<Vec<u8>>> {
    let mut text = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    input.open(meter)?.take(most).read_to_end(&mut text)?;
    Ok((text.len() <= limit).then_some(text))
}

/// What comes of the inputs, in their order.
///
/// A caller that has seen enough drops it; nothing then waits for what is still being read.
pub struct Outcomes<R> {
    workers: Vec<Worker<R>>,
    turn: usize,
    reader: Option<JoinHandle<()>>,
}

struct Worker<R> {
    results: Receiver<Turn<R>>,
    thread: JoinHandle<()>,
}

impl<R> Iterator for Outcomes<R> {
    type Item = Outcome<R>;

    fn next(&mut self) -> Option<Outcome<R>> {
        loop {
            match self.workers.get(self.turn)?.results.recv() {
                Ok(Turn::Outcome(outcome)) => return Some(outcome),
                Ok(Turn::Over) => self.turn = (self.turn + 1) % self.workers.len(),
                Err(_) => self.end(),
            }
        }
    }
}

impl<R> Outcomes<R> {
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
