//! What a connection does, as far as it decides who has to go.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::peer::Peer;

/// How many milliseconds longer than others a client may wait with its first byte: who has just come
/// has not had a chance yet.
const HEAD_START: i64 = 1_000;

/// How many milliseconds a client may take nothing of an answer before its rate counts: the far ends of
/// the world are that far away.
const SLACK: i64 = 500;

/// What a connection does, as far as it decides who has to go.
pub(crate) struct Watch {
    peer: Peer,
    requests: AtomicUsize,
    is_last: AtomicBool,
    pace: Mutex<Pace>,
    shed: Notify,
}

/// What a connection is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing has come of it yet.
    New,
    /// A request comes, or is worked on.
    Asking,
    /// Its answer goes out.
    Answering,
    /// The last of its answer goes out.
    Ending,
    /// It has been answered, and nothing has come since.
    Idle,
}

/// How fast a client does its part of a stage.
struct Pace {
    stage: Stage,
    /// Since when the server waits for the client; nothing where it is the client who waits.
    waits: Option<Instant>,
    /// How long it has waited in this stage before.
    waited: Duration,
    /// How many bytes have been moved in this stage, in either direction.
    moved: u64,
}

impl Pace {
    /// The beginning of a stage in which it is the client's turn, or the server's.
    fn begin(stage: Stage, waits: bool) -> Self {
        Self { stage, waits: waits.then(Instant::now), waited: Duration::ZERO, moved: 0 }
    }

    fn is_answering(&self) -> bool {
        matches!(self.stage, Stage::Answering | Stage::Ending)
    }

    /// Says whose turn it is.
    fn turn(&mut self, waits: bool) {
        match (self.waits, waits) {
            (None, true) => self.waits = Some(Instant::now()),
            (Some(since), false) => {
                self.waited += since.elapsed();
                self.waits = None;
            }
            _ => {}
        }
    }

    fn move_on(&mut self, bytes: usize) {
        self.moved = self.moved.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }
}

impl Watch {
    pub(crate) fn new(peer: Peer) -> Self {
        Self {
            peer,
            requests: AtomicUsize::new(0),
            is_last: AtomicBool::new(false),
            pace: Mutex::new(Pace::begin(Stage::New, false)),
            shed: Notify::new(),
        }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        // Nobody panics while they hold it.
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whose connection it is, where that counts.
    pub(crate) fn peer(&self) -> Peer {
        self.peer
    }

    /// How many milliseconds longer the server waits than it does for a client that moves `rate` bytes a
    /// second; nothing where its client is in time, or it is the client who waits. Who has just come, or is
    /// in time by a few bytes, has waited less than nothing.
    pub(crate) fn arrears(&self, now: Instant, rate: usize) -> Option<i64> {
        let pace = self.pace();
        let since = pace.waits?;
        let waited = pace.waited + now.saturating_duration_since(since);
        let waited = i64::try_from(waited.as_millis()).unwrap_or(i64::MAX);
        if pace.stage == Stage::New {
            return Some(waited.saturating_sub(HEAD_START));
        }
        let rate = u64::try_from(rate).unwrap_or(u64::MAX).max(1);
        let earned = i64::try_from(pace.moved.saturating_mul(1000) / rate).unwrap_or(i64::MAX);
        let slack = if pace.is_answering() { SLACK } else { 0 };
        let arrears = waited.saturating_sub(earned).saturating_sub(slack);
        match pace.stage {
            // A few bytes cost nothing: thousands who send them would have all places all the time.
            Stage::Asking if (-HEAD_START..0).contains(&arrears) => {
                Some(arrears.saturating_sub(HEAD_START))
            }
            _ => (arrears >= 0).then_some(arrears),
        }
    }

    /// What it is about; and whether it is the client's turn.
    pub(crate) fn stage(&self) -> (Stage, bool) {
        let pace = self.pace();
        (pace.stage, pace.waits.is_some())
    }

    /// Says that nothing has come yet. Before somebody looks, it is not the client who is late.
    pub(crate) fn find_nothing(&self) {
        let mut pace = self.pace();
        if pace.stage == Stage::New {
            pace.turn(true);
        }
    }

    /// Counts bytes that have come; says whether they are the first ones of a request.
    pub(crate) fn receive(&self, bytes: usize) -> bool {
        let mut pace = self.pace();
        let begins = matches!(pace.stage, Stage::New | Stage::Idle) && bytes > 0;
        if begins {
            // Until then nothing was late, however long the pause was.
            *pace = Pace::begin(Stage::Asking, true);
        }
        // What comes while an answer goes out does not make it go out.
        if pace.stage == Stage::Asking {
            pace.move_on(bytes);
        }
        begins
    }

    /// Says whether it waits for more of a body.
    pub(crate) fn set_waiting(&self, waits: bool) {
        let mut pace = self.pace();
        if pace.stage == Stage::Asking {
            pace.turn(waits);
        }
    }

    /// Counts a request, and says how many there were.
    pub(crate) fn begin_request(&self) -> usize {
        let mut pace = self.pace();
        // Its head may have come together with what was before.
        pace.stage = Stage::Asking;
        pace.turn(false);
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// Says that there is an answer, which the client has to take.
    pub(crate) fn begin_to_answer(&self) {
        *self.pace() = Pace::begin(Stage::Answering, false);
    }

    /// Says that nothing is to come of an answer but what goes out already.
    pub(crate) fn end_answer(&self) {
        let mut pace = self.pace();
        if pace.stage == Stage::Answering {
            pace.stage = Stage::Ending;
        }
    }

    /// Counts bytes that the system has taken of an answer; none where it takes no more until the client does.
    pub(crate) fn send(&self, bytes: Option<usize>) {
        let mut pace = self.pace();
        if pace.is_answering() {
            // What the system holds, nobody has taken yet; from then on it takes what the client takes.
            if bytes.is_none() && pace.waited.is_zero() {
                pace.moved = 0;
            }
            pace.turn(bytes.is_none());
            pace.move_on(bytes.unwrap_or(0));
        }
    }

    /// Says that the answer has gone out.
    pub(crate) fn begin_to_idle(&self) {
        *self.pace() = Pace::begin(Stage::Idle, true);
    }

    /// Makes the connection end after its answer.
    pub(crate) fn make_last(&self) {
        self.is_last.store(true, Ordering::Relaxed);
    }

    /// Whether the connection is not to go on after its answer.
    pub(crate) fn is_last(&self) -> bool {
        self.is_last.load(Ordering::Relaxed)
    }

    /// Tells it that it has to go: its place is another's.
    pub(crate) fn shed(&self) {
        self.shed.notify_one();
    }

    /// Waits until it has to go.
    pub(crate) async fn is_shed(&self) {
        self.shed.notified().await;
    }
}
