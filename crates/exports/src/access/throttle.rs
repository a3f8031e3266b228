//! How often a tenant may ask.

use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// After so many requests, what is known of tenants that have not asked for a while is forgotten.
const FORGET_EVERY: u32 = 100_000;

/// How often each tenant may ask; for a moment, twice as often.
pub(crate) struct Throttle {
    limiter: RateLimiter<String, HashMapStateStore<String>, DefaultClock>,
    clock: DefaultClock,
    count: std::sync::atomic::AtomicU32,
}

impl Throttle {
    pub(crate) fn new(rate: NonZeroU32) -> Self {
        let quota = Quota::per_second(rate).allow_burst(rate.saturating_add(rate.get()));
        let clock = DefaultClock::default();
        Self {
            limiter: RateLimiter::hashmap_with_clock(quota, clock.clone()),
            clock,
            count: 0.into(),
        }
    }

    /// Whether a tenant may ask now; else after how many seconds.
    pub(crate) fn admit(&self, tenant: &str) -> Result<(), u32> {
        let count = self.count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if count % FORGET_EVERY == FORGET_EVERY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&tenant.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1)
        })
    }
}
