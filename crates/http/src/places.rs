//! Who may be connected, and who has to go for another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;
use tokio::time::timeout;

use crate::limits::Limits;
use crate::observe::Observe;
use crate::peer::Peer;

/// How many milliseconds longer than others a client may wait with its first byte: who has just come
/// has not had a chance yet.
const HEAD_START: i64 = 1_000;

/// The places of a server.
pub(crate) struct Places {
    limits: Limits,
    /// Whether connections count by their addresses.
    by_peer: bool,
    observe: Arc<dyn Observe>,
    began: Instant,
    room: Mutex<Room>,
    /// How many wait for a place.
    queue: AtomicUsize,
    freed: Notify,
}

#[derive(Default)]
struct Room {
    next: u64,
    taken: BTreeMap<u64, Arc<Watch>>,
    by_peer: HashMap<IpAddr, usize>,
}

impl Places {
    pub(crate) fn new(limits: Limits, by_peer: bool, observe: Arc<dyn Observe>) -> Self {
        Self {
            limits,
            by_peer,
            observe,
            began: Instant::now(),
            room: Mutex::default(),
            queue: AtomicUsize::new(0),
            freed: Notify::new(),
        }
    }

    /// A place, where there is one at once.
    pub(crate) fn take(self: &Arc<Self>, peer: Peer) -> Option<Place> {
        let mut room = self.room();
        let counted = peer.filter(|_| self.by_peer);
        let of_peer = counted.and_then(|peer| room.by_peer.get(&peer)).copied().unwrap_or(0);
        let is_greedy = of_peer >= self.limits.per_peer;
        if is_greedy || room.taken.len() >= self.limits.connections {
            let candidates = || {
                let all = room.taken.iter();
                all.filter(|(_, watch)| !is_greedy || watch.peer == counted)
            };
            let now = self.now();
            let waiting = candidates().filter_map(|(id, watch)| {
                watch.arrears(now, self.limits.rate).map(|arrears| (arrears, Reverse(*id)))
            });
            // Of two that have waited as long, the one that has been there longer.
            let Some((_, Reverse(id))) = waiting.max() else {
                // All work for their clients; the one that has had the most is not to go on.
                let served = |watch: &Arc<Watch>| watch.requests.load(Ordering::Relaxed);
                if let Some((_, watch)) = candidates().max_by_key(|(_, watch)| served(watch)) {
                    watch.is_last.store(true, Ordering::Relaxed);
                }
                return None;
            };
            if let Some(watch) = room.leave(id) {
                watch.shed.notify_one();
            }
        }
        let id = room.next;
        room.next += 1;
        let watch = Arc::new(Watch::new(counted, self.now()));
        room.taken.insert(id, Arc::clone(&watch));
        if let Some(peer) = counted {
            *room.by_peer.entry(peer).or_default() += 1;
        }
        self.observe.connections(room.taken.len());
        Some(Place { places: Arc::clone(self), id, watch })
    }

    /// Waits for a place; none where the time is over, or too many wait already.
    pub(crate) async fn wait(self: &Arc<Self>, peer: Peer) -> Option<Place> {
        struct Queued<'a>(&'a AtomicUsize);

        impl Drop for Queued<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }

        let before = self.queue.fetch_add(1, Ordering::Relaxed);
        let _queued = Queued(&self.queue);
        if before >= self.limits.connections {
            return None;
        }
        let waiting = async {
            loop {
                let freed = self.freed.notified();
                if let Some(place) = self.take(peer) {
                    return place;
                }
                freed.await;
            }
        };
        timeout(self.limits.place_time, waiting).await.ok()
    }

    /// Says that a connection waits for its client now, and may make room.
    pub(crate) fn idle(&self, watch: &Watch) {
        watch.begin_to_wait(self.now());
        if self.queue.load(Ordering::Relaxed) > 0 {
            self.freed.notify_one();
        }
    }

    /// Milliseconds since the server began.
    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        // Nobody panics while they hold it.
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn leave(&mut self, id: u64) -> Option<Arc<Watch>> {
        let watch = self.taken.remove(&id)?;
        if let Some(peer) = watch.peer
            && let Some(count) = self.by_peer.get_mut(&peer)
        {
            *count -= 1;
            if *count == 0 {
                self.by_peer.remove(&peer);
            }
        }
        Some(watch)
    }
}

/// A place, until it is dropped.
pub(crate) struct Place {
    places: Arc<Places>,
    id: u64,
    watch: Arc<Watch>,
}

impl Place {
    pub(crate) fn watch(&self) -> &Arc<Watch> {
        &self.watch
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut room = self.places.room();
        room.leave(self.id);
        self.places.observe.connections(room.taken.len());
        drop(room);
        self.places.freed.notify_one();
    }
}

/// What a connection does, as far as it decides who has to go.
pub(crate) struct Watch {
    peer: Peer,
    is_waiting: AtomicBool,
    /// Since when it waits for what it waits for, in milliseconds.
    since: AtomicU64,
    /// How many bytes of it have come.
    received: AtomicU64,
    requests: AtomicUsize,
    is_last: AtomicBool,
    shed: Notify,
}

impl Watch {
    fn new(peer: Peer, now: u64) -> Self {
        Self {
            peer,
            is_waiting: AtomicBool::new(true),
            since: AtomicU64::new(now),
            received: AtomicU64::new(0),
            requests: AtomicUsize::new(0),
            is_last: AtomicBool::new(false),
            shed: Notify::new(),
        }
    }

    /// How many milliseconds longer it has waited than it may have, for as much as has come; nothing
    /// where its client is in time, or it is the client who waits.
    fn arrears(&self, now: u64, rate: usize) -> Option<i64> {
        if !self.is_waiting.load(Ordering::Relaxed) {
            return None;
        }
        let waited = now.saturating_sub(self.since.load(Ordering::Relaxed));
        if self.is_new() {
            return Some(i64::try_from(waited).unwrap_or(i64::MAX).saturating_sub(HEAD_START));
        }
        let rate = u64::try_from(rate).unwrap_or(u64::MAX).max(1);
        let earned = self.received.load(Ordering::Relaxed).saturating_mul(1000) / rate;
        waited.checked_sub(earned).map(|it| i64::try_from(it).unwrap_or(i64::MAX))
    }

    /// Whether nothing has come of it yet.
    pub(crate) fn is_new(&self) -> bool {
        self.requests.load(Ordering::Relaxed) == 0 && self.received() == 0
    }

    fn begin_to_wait(&self, now: u64) {
        self.since.store(now, Ordering::Relaxed);
        self.received.store(0, Ordering::Relaxed);
        self.is_waiting.store(true, Ordering::Relaxed);
    }

    /// Counts bytes that have come.
    pub(crate) fn receive(&self, bytes: usize) {
        self.received.fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// How many bytes have come of what it waits for.
    pub(crate) fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }

    /// Says whether it waits for more of a body.
    pub(crate) fn set_waiting(&self, is_waiting: bool) {
        self.is_waiting.store(is_waiting, Ordering::Relaxed);
    }

    /// Counts a request, and says how many there were.
    pub(crate) fn begin_request(&self) -> usize {
        self.set_waiting(false);
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Whether the connection is not to go on after its answer.
    pub(crate) fn is_last(&self) -> bool {
        self.is_last.load(Ordering::Relaxed)
    }

    /// Waits until it has to go.
    pub(crate) async fn shed(&self) {
        self.shed.notified().await;
    }
}

/// Requests at the same time, by the address of their client.
#[derive(Default)]
pub(crate) struct Requests(Mutex<HashMap<IpAddr, usize>>);

impl Requests {
    /// Counts a request until the guard is dropped; none where there are as many as there may be.
    pub(crate) fn begin(self: &Arc<Self>, peer: IpAddr, most: usize) -> Option<RequestGuard> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(peer).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(RequestGuard(Arc::clone(self), peer))
    }
}

pub(crate) struct RequestGuard(Arc<Requests>, IpAddr);

impl Drop for RequestGuard {
    fn drop(&mut self) {
        let mut counts = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.1);
            }
        }
    }
}
