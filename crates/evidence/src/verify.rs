//! Everything that can be told about a document that somebody sent.

use export_bundles::{Document, ExportBundle, Rejection, decode};

use crate::rules::{self, Finding, RuleSet, SealFound, Severity, Subject};
use crate::seal::{self, SealError, SealState};

/// A bundle that is what the schema asks for, and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// The bundle.
    pub bundle: ExportBundle,
    /// Where it is not as the rules have it, in document order.
    pub findings: Vec<Finding>,
    /// What it says of its own seal. A debrief bears none.
    pub seal: SealState,
}

impl Verified {
    /// Whether nothing that was found is an error.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|it| it.severity != Severity::Error)
    }

    /// Whether nothing was found, not even what is only worth a look.
    #[must_use]
    pub fn is_spotless(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Verifies one bundle: schema, rules and seal.
///
/// # Errors
///
/// A [`Rejection`] lists everything that makes the document no bundle at all. What is no bundle is not held
/// against the rules.
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::{SealState, verify};
///
/// let text = include_bytes!("../../../schemas/v1/examples/evidence-bundle/valid/minimal.json");
/// let verified = verify(text)?;
/// assert_eq!(verified.seal, SealState::Absent);
/// assert!(verified.is_sound());
/// assert_eq!(verified.findings[0].rule, "unsealed");
///
/// assert!(verify(b"{}").is_err());
/// # Ok::<(), export_bundles::Rejection>(())
/// ```
pub fn verify(bytes: &[u8]) -> Result<Verified, Rejection> {
    verify_with(bytes, RuleSet::Default)
}

/// As [`verify`], with the rules of a set.
///
/// # Errors
///
/// As [`verify`].
pub fn verify_with(bytes: &[u8], set: RuleSet) -> Result<Verified, Rejection> {
    // One look tells both whether the text is UTF-8 and whether it is a bundle; what is wrong takes another one.
    let read = std::str::from_utf8(bytes).ok();
    match read.and_then(|text| Some((text, ExportBundle::read(text).ok()?))) {
        Some((text, bundle)) => Ok(verified(text, bundle, set)),
        None => decode(bytes).map(|bundle| verified(&String::from_utf8_lossy(bytes), bundle, set)),
    }
}

fn verified(text: &str, bundle: ExportBundle, set: RuleSet) -> Verified {
    let bears_a_seal = match &bundle {
        ExportBundle::Evidence(bundle) => bundle.content_hash.is_some(),
        ExportBundle::Soc2(bundle) => bundle.content_hash.is_some(),
        ExportBundle::ExecutiveDebrief(_) => false,
    };
    let (found, seal) =
        if bears_a_seal { look_at(text) } else { (SealFound::Absent, SealState::Absent) };
    let findings = rules::findings(text, &Subject::of(&bundle, found), set);
    Verified { bundle, findings, seal }
}

fn look_at(text: &str) -> (SealFound, SealState) {
    match seal::state_of(text) {
        Ok(SealState::Absent) => (SealFound::Absent, SealState::Absent),
        Ok(SealState::Matches) => (SealFound::Matching, SealState::Matches),
        Ok(SealState::Broken) | Err(SealError::NotJson(_) | SealError::NotAnObject) => {
            (SealFound::Broken, SealState::Broken)
        }
        Err(SealError::InexactNumber { pointer }) => {
            (SealFound::Impossible(pointer), SealState::Broken)
        }
    }
}
