//! One document in, what an archive holds of it out.

use export_bundles::{BundleType, ContentHash, ExportBundle, Timestamp};
use export_bundles_evidence::{RuleSet, Sealed, Severity, verify_and_seal};
use sha2::{Digest, Sha256};

use crate::partition::Partition;
use crate::period::Month;

/// So many reasons are kept of a document that is set aside.
const REASONS: usize = 10;

/// What becomes of a document.
#[derive(Clone, Debug)]
pub enum Judged {
    /// It is sound, and is archived.
    Sound(Box<Entry>),
    /// It is not, and is set aside.
    Unsound(Box<Aside>),
}

/// A bundle, as an archive holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its seal: the SHA-256 of its canonical form without a seal (RFC 8785).
    pub seal: ContentHash,
    /// The SHA-256 of its text.
    pub sha256: ContentHash,
    /// Where it stands.
    pub partition: Partition,
    /// What its text says.
    pub bundle: ExportBundle,
    /// Its text, byte for byte.
    pub text: String,
    /// Who signed it: a Sigstore bundle, if there is one.
    pub receipt: Option<String>,
    /// The rules that say that it is worth a look.
    pub warnings: Vec<&'static str>,
}

impl Entry {
    /// Of which type it is.
    #[must_use]
    pub fn bundle_type(&self) -> BundleType {
        self.bundle.kind()
    }

    /// So many steps it has.
    #[must_use]
    pub fn steps(&self) -> usize {
        match &self.bundle {
            ExportBundle::Evidence(it) => it.steps.len(),
            ExportBundle::Soc2(it) => it.steps.len(),
            ExportBundle::ExecutiveDebrief(_) => 0,
        }
    }
}

/// A document that is not sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// The SHA-256 of its text.
    pub sha256: ContentHash,
    /// Its text, byte for byte.
    pub text: Vec<u8>,
    /// Where it came from: a file, or a line of one.
    pub source: String,
    /// Why it is not sound: what a keyword or a rule says of a place, the first ten.
    pub reasons: Vec<String>,
}

/// Judges a document: schema, rules and seal.
///
/// ```
/// use export_bundles_archive::{Judged, judge};
/// use export_bundles_evidence::RuleSet;
///
/// let Judged::Unsound(aside) = judge(b"{}", RuleSet::Default) else { unreachable!() };
/// assert_eq!(aside.reasons.len(), 1);
/// ```
#[must_use]
pub fn judge(text: &[u8], rules: RuleSet) -> Judged {
    match entry(text, rules) {
        Ok(entry) => Judged::Sound(Box::new(entry)),
        Err(mut reasons) => {
            reasons.truncate(REASONS);
            Judged::Unsound(Box::new(Aside {
                sha256: sha256(text),
                text: text.to_owned(),
                source: String::new(),
                reasons,
            }))
        }
    }
}

/// The SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> ContentHash {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    digest.into()
}

fn entry(text: &[u8], rules: RuleSet) -> Result<Entry, Vec<String>> {
    let Sealed { verified, seal } = verify_and_seal(text, rules).map_err(|rejection| {
        let violations = rejection.violations().iter();
        violations.map(|it| format!("{} at {:?}", it.keyword(), it.pointer())).collect::<Vec<_>>()
    })?;
    let errors = verified.findings.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|it| format!("{} at {:?}", it.rule, it.pointer)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let (tenant, created_at) = belonging(&verified.bundle);
    let mut warnings: Vec<_> = verified.findings.iter().map(|it| it.rule).collect();
    warnings.sort_unstable();
    warnings.dedup();
    Ok(Entry {
        seal: seal.map_err(|error| vec![error.to_string()])?,
        sha256: sha256(text),
        partition: Partition { month: Month::of(created_at), tenant: tenant.to_owned() },
        // What is a bundle is UTF-8.
        text: String::from_utf8(text.to_owned()).map_err(|error| vec![error.to_string()])?,
        receipt: None,
        warnings,
        bundle: verified.bundle,
    })
}

/// Whose a bundle is, and when it was made.
fn belonging(bundle: &ExportBundle) -> (&str, Timestamp) {
    match bundle {
        ExportBundle::Evidence(it) => (it.tenant_id.as_str(), it.created_at),
        ExportBundle::Soc2(it) => (it.tenant_id.as_str(), it.created_at),
        ExportBundle::ExecutiveDebrief(it) => (it.tenant_id.as_str(), it.created_at),
    }
}
