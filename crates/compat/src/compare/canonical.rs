//! Proofs by the canonical forms of the `jsonschema` crate.

use std::{sync::mpsc, thread, time::Duration};

use jsonschema::canonical::{self, CanonicalSchema, Containment, Satisfiability};
use serde_json::Value;

/// What the canonical forms say about the documents that one schema accepts and another rejects.
pub(super) enum Canonical {
    /// There are none.
    Included,
    /// They are the documents of this schema, if there are any.
    Difference(Value),
    /// The forms do not cover the schemas.
    Unsupported,
}

/// Schemas whose text is longer take the canonical forms too long.
const MAX_TEXT: usize = 60_000;

/// The forms know no deadline. A thread that misses this one is left behind; it ends by itself.
const TIME_LIMIT: Duration = Duration::from_millis(1_500);

/// Enough for forms that are as deep as the schemas above are long.
const STACK_BYTES: usize = 256 << 20;

/// Subtracts the rejecting schema from the accepting one. The forms are experimental, so a panic
/// in them counts as no answer.
pub(super) fn subtract(accepting: &Value, rejecting: &Value, formats_assert: bool) -> Canonical {
    if accepting.to_string().len() + rejecting.to_string().len() > MAX_TEXT {
        return Canonical::Unsupported;
    }
    let (accepting, rejecting) = (accepting.clone(), rejecting.clone());
    let (sender, receiver) = mpsc::channel();
    let forms = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        // Nobody listens any more where the deadline was missed.
        let _ = sender.send(difference(&accepting, &rejecting, formats_assert));
    });
    match forms {
        Ok(_) => receiver.recv_timeout(TIME_LIMIT).unwrap_or(Canonical::Unsupported),
        Err(_) => Canonical::Unsupported,
    }
}

fn difference(accepting: &Value, rejecting: &Value, formats_assert: bool) -> Canonical {
    let read = |schema: &Value| -> Option<CanonicalSchema> {
        canonical::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(formats_assert)
            .offline()
            .canonicalize(schema)
            .ok()
    };
    let (Some(accepting), Some(rejecting)) = (read(accepting), read(rejecting)) else {
        return Canonical::Unsupported;
    };
    let covers = || matches!(rejecting.covers(&accepting), Ok(Containment::Yes));
    match accepting.subtract(&rejecting) {
        Ok(difference) if difference.satisfiability() == Satisfiability::No => Canonical::Included,
        Ok(difference) => Canonical::Difference(difference.to_json_schema()),
        Err(_) if covers() => Canonical::Included,
        Err(_) => Canonical::Unsupported,
    }
}
