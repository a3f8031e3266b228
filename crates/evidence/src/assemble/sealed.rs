//! Puts the seal on what was assembled.

use export_bundles::ContentHash;
use serde::Serialize;

use super::reason::Reasons;
use crate::seal::{SealError, seal};

/// Where bundles have the policies, and where cases do.
const POLICIES: (&str, &str) = ("/policy_context/active_policies", "/policy_snapshot/policies");

/// The seal of a bundle that is made of a case; nothing, and a reason, where it can have none.
pub fn seal_of(bundle: &impl Serialize, reasons: &mut Reasons) -> Option<ContentHash> {
    seal_or(bundle, reasons, |pointer| pointer.replacen(POLICIES.0, POLICIES.1, 1))
}

/// The seal of a bundle that follows another one; nothing, and a reason, where it can have none.
pub fn seal_of_follower(bundle: &impl Serialize, reasons: &mut Reasons) -> Option<ContentHash> {
    seal_or(bundle, reasons, str::to_owned)
}

/// `place` says where that is of which the bundle is made, by where it is in the bundle.
fn seal_or(
    bundle: &impl Serialize,
    reasons: &mut Reasons,
    place: fn(&str) -> String,
) -> Option<ContentHash> {
    #[expect(clippy::expect_used, reason = "names of members are strings, and numbers finite")]
    let text = serde_json::to_vec(bundle).expect("a bundle is JSON");
    match seal(&text) {
        Ok(seal) => Some(seal),
        // Only policies have values that the contract does not know.
        Err(SealError::InexactNumber { pointer }) => {
            let message = "expected a number that a double holds exactly, and an integer within \
                           ±(2^53 - 1); any other cannot be sealed";
            reasons.note(place(&pointer), message);
            None
        }
        Err(error) => {
            reasons.note("", format!("expected a bundle that can be sealed: {error}"));
            None
        }
    }
}
