//! Everything that can be told about a document that somebody sent.

use std::borrow::Cow;

use export_bundles::{ContentHash, Document, ExportBundle, Rejection, decode};

use crate::rules::{self, Finding, RuleSet, SealFound, Severity, Subject};
use crate::seal::{self, Found, SealError, SealState};

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
    let (text, bundle) = read(bytes)?;
    let found = bears_a_seal(&bundle).then(|| seal::found(&text));
    Ok(verified(&text, bundle, found.as_ref(), set))
}

/// A bundle that was verified, and what seals it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// What [`verify_with`] says of it.
    pub verified: Verified,
    /// What [`seal`](crate::seal()) says of it: its seal, whatever seal it bears, or why it cannot have one.
    pub seal: Result<ContentHash, SealError>,
}

/// As [`verify_with`] and [`seal`](crate::seal()) at once, for less than both.
///
/// # Errors
///
/// As [`verify`].
///
/// # Examples
///
/// ```
/// use export_bundles_evidence::{RuleSet, seal, verify_and_seal};
///
/// let text = include_bytes!("../../../schemas/v1/examples/evidence-bundle/valid/minimal.json");
/// assert_eq!(verify_and_seal(text, RuleSet::Default)?.seal, seal(text));
/// # Ok::<(), export_bundles::Rejection>(())
/// ```
pub fn verify_and_seal(bytes: &[u8], set: RuleSet) -> Result<Sealed, Rejection> {
    let (text, bundle) = read(bytes)?;
    let found = seal::found(&text);
    let borne = bears_a_seal(&bundle).then_some(&found);
    let verified = verified(&text, bundle, borne, set);
    Ok(Sealed { verified, seal: found.map(|it| it.seal) })
}

/// The text of a bundle, which is I-JSON, and what it says.
fn read(bytes: &[u8]) -> Result<(Cow<'_, str>, ExportBundle), Rejection> {
    // One look tells both whether the text is UTF-8 and whether it is a bundle; what is wrong takes another one.
    let text = std::str::from_utf8(bytes).ok();
    match text.and_then(|text| Some((text, ExportBundle::read(text).ok()?))) {
        Some((text, bundle)) => Ok((Cow::Borrowed(text), bundle)),
        None => decode(bytes).map(|bundle| (String::from_utf8_lossy(bytes), bundle)),
    }
}

fn bears_a_seal(bundle: &ExportBundle) -> bool {
    match bundle {
        ExportBundle::Evidence(bundle) => bundle.content_hash.is_some(),
        ExportBundle::Soc2(bundle) => bundle.content_hash.is_some(),
        ExportBundle::ExecutiveDebrief(_) => false,
    }
}

/// `found` is what is known of the seal of a bundle that bears one.
fn verified(
    text: &str,
    bundle: ExportBundle,
    found: Option<&Result<Found, SealError>>,
    set: RuleSet,
) -> Verified {
    let (found, seal) = match found {
        None => (SealFound::Absent, SealState::Absent),
        Some(Ok(found)) => match found.state {
            SealState::Absent => (SealFound::Absent, SealState::Absent),
            SealState::Matches => (SealFound::Matching, SealState::Matches),
            SealState::Broken => (SealFound::Broken, SealState::Broken),
        },
        Some(Err(SealError::InexactNumber { pointer })) => {
            (SealFound::Impossible(pointer.clone()), SealState::Broken)
        }
        Some(Err(SealError::NotJson(_) | SealError::NotAnObject)) => {
            (SealFound::Broken, SealState::Broken)
        }
    };
    let findings = rules::findings(text, &Subject::of(&bundle, found), set);
    Verified { bundle, findings, seal }
}
