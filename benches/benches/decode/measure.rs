//! Times subjects against each other.

use std::hint::black_box;
use std::time::{Duration, Instant};

use export_bundles_benches::Result;

/// How often each subject is timed; the figure is the median.
pub const ROUNDS: usize = 31;

/// How long a round of one subject lasts, at least.
const ROUND: Duration = Duration::from_millis(10);

/// How many operations a round has, at least.
const OPERATIONS: u64 = 3;

/// How long a subject runs before it is timed, at least: long enough for a just-in-time compiler.
const WARM_UP: Duration = Duration::from_millis(500);

/// Something that reads a text.
pub trait Subject {
    /// Takes a text, and says whether it is valid.
    fn take(&mut self, text: &str) -> Result<bool>;

    /// Reads the text that it took `times` times over, and says how long that lasted.
    fn run(&mut self, times: u64) -> Result<Duration>;
}

/// A subject in this process: a function that reads a text into a value, which is then dropped.
pub struct Here<F> {
    read: F,
    text: String,
}

impl<F> Here<F> {
    pub fn new<T, E>(read: F) -> Self
    where
        F: Fn(&str) -> std::result::Result<T, E>,
    {
        Self { read, text: String::new() }
    }
}

impl<F, T, E> Subject for Here<F>
where
    F: Fn(&str) -> std::result::Result<T, E>,
{
    fn take(&mut self, text: &str) -> Result<bool> {
        text.clone_into(&mut self.text);
        Ok((self.read)(text).is_ok())
    }

    fn run(&mut self, times: u64) -> Result<Duration> {
        let start = Instant::now();
        for _ in 0..times {
            // The value is dropped within the time, as garbage collectors work within theirs.
            drop(black_box((self.read)(black_box(&self.text))));
        }
        Ok(start.elapsed())
    }
}

/// What was measured of one subject.
#[derive(Clone, Copy)]
pub struct Timing {
    /// The median of all rounds, in nanoseconds per operation.
    pub median: f64,
    /// How far apart the first and the third quartile are, as a part of the median.
    pub spread: f64,
}

/// Times the subjects, each on the text that it took last.
///
/// They take turns, so that the noise of a moment hits all of them alike.
pub fn measure(subjects: &mut [Box<dyn Subject + '_>]) -> Result<Vec<Timing>> {
    let mut batches = Vec::new();
    for subject in subjects.iter_mut() {
        batches.push(warm_up(subject.as_mut())?);
    }
    let mut rounds = vec![Vec::new(); subjects.len()];
    for round in 0..ROUNDS {
        for turn in 0..subjects.len() {
            // Each round begins with another one, so that nobody always follows the same.
            let who = (round + turn) % subjects.len();
            subjects[who].run(1)?;
            let elapsed = subjects[who].run(batches[who])?;
            rounds[who].push(elapsed.as_secs_f64() * 1e9 / batches[who] as f64);
        }
    }
    Ok(rounds.into_iter().map(timing).collect())
}

/// Runs a subject for a while, and says how many operations fill a round.
fn warm_up(subject: &mut dyn Subject) -> Result<u64> {
    let start = Instant::now();
    let mut times = 1;
    loop {
        let elapsed = subject.run(times)?;
        if elapsed < ROUND {
            times *= 2;
        } else if start.elapsed() >= WARM_UP {
            let enough = ROUND.as_secs_f64() / elapsed.as_secs_f64() * times as f64;
            return Ok((enough.ceil() as u64).max(OPERATIONS));
        }
    }
}

fn timing(mut rounds: Vec<f64>) -> Timing {
    rounds.sort_by(f64::total_cmp);
    let quartile = |number: usize| rounds[(rounds.len() - 1) * number / 4];
    Timing { median: quartile(2), spread: (quartile(3) - quartile(1)) / quartile(2) }
}
