//! Who asks, what they may, and how often.

mod caller;
mod throttle;

pub(crate) use caller::{COOKIE, Caller, admit, caller_of};
pub(crate) use throttle::Throttle;
