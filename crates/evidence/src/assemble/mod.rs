//! Bundles, made of what happened: an incident, its run, its trace, the policies that held.
//!
//! Each function gives a sealed bundle, or every reason why there can be none. A bundle never says what the
//! case does not show: what is not known is absent, or where the contract has no way to say so, one of the
//! [gaps](Gap). A SOC 2 bundle that somebody has reviewed is [followed](review()) by another one.

mod case;
mod context;
mod control_texts;
mod debrief;
mod debrief_texts;
mod evidence;
mod facts;
mod gap;
mod options;
mod reason;
mod review;
mod sealed;
mod soc2;
mod steps;

pub use debrief::executive_debrief;
pub use evidence::evidence;
pub use gap::Gap;
pub use options::Options;
pub use reason::{Reason, Refused};
pub use review::review;
pub use soc2::soc2;

/// A bundle, and what is not known of what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Assembled<B> {
    /// The bundle. It is sealed where its type bears a seal.
    pub bundle: B,
    /// What it does not say, or says as 0, because the case does not show it.
    pub gaps: Vec<Gap>,
}
