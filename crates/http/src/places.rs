//! Who may be connected, and who has to go for another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::limits::Limits;
use crate::observe::Observe;
use crate::peer::Peer;
use crate::watch::Watch;

/// How long those who wait for a place look away: nobody tells them that a client's time is over, or that
/// it has begun to take its time. There may be many of them, and each look goes over all places.
const NAP: Duration = Duration::from_millis(50);

/// The places of a server.
pub(crate) struct Places {
    limits: Limits,
    /// Whether connections count by their addresses.
    by_peer: bool,
    observe: Arc<dyn Observe>,
    room: Mutex<Room>,
    /// How many wait for a place.
    queue: AtomicUsize,
    /// Wakes one of them where a place is free, or its client keeps it waiting.
    freed: Notify,
    /// Sends the one away that has waited the longest, where too many do.
    crowded: Notify,
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
            room: Mutex::default(),
            queue: AtomicUsize::new(0),
            freed: Notify::new(),
            crowded: Notify::new(),
        }
    }

    /// A place, where there is one at once.
    pub(crate) fn take(self: &Arc<Self>, peer: Peer) -> Option<Place> {
        let mut room = self.room();
        let counted = peer.filter(|_| self.by_peer);
        let of_peer = counted.and_then(|peer| room.by_peer.get(&peer)).copied().unwrap_or(0);
        let is_greedy = of_peer >= self.limits.per_peer;
        if is_greedy || room.taken.len() >= self.limits.connections {
            let candidates =
                || room.taken.iter().filter(|(_, it)| !is_greedy || it.peer() == counted);
            let now = Instant::now();
            let late = candidates().filter_map(|(id, watch)| {
                watch.arrears(now, self.limits.rate).map(|arrears| (arrears, Reverse(*id)))
            });
            // Of two that are as late, the one that has been there longer.
            let Some((_, Reverse(id))) = late.max() else {
                // All work for their clients; the one that has had the most is not to go on.
                if let Some((_, watch)) = candidates().max_by_key(|(_, watch)| watch.requests()) {
                    watch.make_last();
                }
                return None;
            };
            if let Some(watch) = room.leave(id) {
                watch.shed();
            }
        }
        let id = room.next;
        room.next += 1;
        let watch = Arc::new(Watch::new(counted));
        room.taken.insert(id, Arc::clone(&watch));
        if let Some(peer) = counted {
            *room.by_peer.entry(peer).or_default() += 1;
        }
        self.observe.connections(room.taken.len());
        Some(Place { places: Arc::clone(self), id, watch })
    }

    /// Waits for a place; none where the time is over, or others have come since and too many wait.
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
            self.crowded.notify_one();
        }
        tokio::select! {
            place = timeout(self.limits.place_time, self.wait_for_turn(peer)) => place.ok(),
            () = self.crowded.notified() => None,
        }
    }

    async fn wait_for_turn(self: &Arc<Self>, peer: Peer) -> Place {
        loop {
            let mut freed = pin!(self.freed.notified());
            loop {
                if let Some(place) = self.take(peer) {
                    return place;
                }
                tokio::select! {
                    () = &mut freed => break,
                    () = sleep(NAP) => {}
                }
            }
        }
    }

    /// Says that a connection waits for its client's next request now, and may make room.
    pub(crate) fn idle(&self, watch: &Watch) {
        watch.begin_to_idle();
        if self.queue.load(Ordering::Relaxed) > 0 {
            self.freed.notify_one();
        }
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        // Nobody panics while they hold it.
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    fn leave(&mut self, id: u64) -> Option<Arc<Watch>> {
        let watch = self.taken.remove(&id)?;
        if let Some(peer) = watch.peer()
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
