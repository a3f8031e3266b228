//! Why there is no bundle.

use std::fmt;

/// One reason why there is no bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where it is: a JSON Pointer (RFC 6901) into the case, or for a [review](super::review()) into the reviewed
    /// bundle, which may lead to a member that is not there. What is wrong with the [options](super::Options)
    /// stands at the root.
    pub pointer: String,
    /// What was expected there. It never repeats a value of the case.
    pub message: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the case" } else { &self.pointer };
        write!(f, "at {place}: {}", self.message)
    }
}

/// No bundle can be made, for these reasons.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Refused {
    reasons: Vec<Reason>,
}

impl Refused {
    /// Every reason; there is at least one.
    ///
    /// ```
    /// use export_bundles::{ExportCase, decode, utc_now};
    /// use export_bundles_evidence::{Options, assemble};
    ///
    /// let case = br#"{"incident": {"id": "inc_1", "tenant_id": "t", "created_at": "2026-03-14T09:27:03Z"}}"#;
    /// let case: ExportCase = decode(case)?;
    /// let refused = assemble::evidence(&case, &Options::default(), utc_now(), uuid::Uuid::nil()).unwrap_err();
    /// let places: Vec<_> = refused.reasons().iter().map(|it| it.pointer.as_str()).collect();
    /// assert_eq!(places, ["/incident/source_run_id", "/trace", "/policy_snapshot"]);
    /// # Ok::<(), export_bundles::Rejection>(())
    /// ```
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no bundle can be made")?;
        for reason in &self.reasons {
            write!(f, "\n  {reason}")?;
        }
        Ok(())
    }
}

/// Reasons, as they are met.
#[derive(Default)]
pub struct Reasons(Vec<Reason>);

impl Reasons {
    pub fn note(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.0.push(Reason { pointer: pointer.into(), message: message.into() });
    }

    /// What is known, or that it had to be.
    pub fn require<T>(&mut self, known: Option<T>, pointer: &str, message: &str) -> Option<T> {
        if known.is_none() {
            self.note(pointer, message);
        }
        known
    }

    /// Everything that was met.
    pub fn refuse(self) -> Refused {
        Refused { reasons: self.0 }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
