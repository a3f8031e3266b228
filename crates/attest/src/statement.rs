//! What is signed: an [in-toto statement](https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md)
//! about a bundle.

use export_bundles::exact::InvalidValue;
use export_bundles::{
    BundleGap, BundlePredicate, BundleType, ContentHash, ExportBundle, FindingSeverity, Rejection,
    RuleFinding, RulesVerdict, Soundness, Timestamp,
};
use export_bundles_evidence::{
    Finding, Gap, RuleSet, SealError, Severity, canonical, seal, verify_with,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::merkle;

/// The type of the statement.
pub(crate) const TYPE: &str = "https://in-toto.io/Statement/v1";

/// The type of the predicate: the `$id` of its published schema.
pub const PREDICATE_TYPE: &str = "urn:export-bundles:v1:bundle-predicate";

/// What is said of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    #[serde(rename = "_type")]
    pub(crate) kind: String,
    /// What it is about: the bundle as a value, by its seal, and as a file, by the digest of its bytes.
    pub subject: Vec<Subject>,
    #[serde(rename = "predicateType")]
    pub(crate) predicate_type: String,
    /// What is said.
    pub predicate: BundlePredicate,
}

/// Something that a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What it is called.
    pub name: String,
    /// Its digests.
    pub digest: Digests,
}

/// The digests of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digests {
    /// SHA-256.
    pub sha256: ContentHash,
}

/// Why nothing can be stated of a document.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsignable {
    /// It is no bundle.
    #[error(transparent)]
    NotABundle(#[from] Rejection),
    /// It has no seal.
    #[error(transparent)]
    WithoutSeal(#[from] SealError),
    /// The seal that it bears is not its own: whoever signed it would sign what was changed.
    #[error(
        "at /content_hash: the seal is broken, so that something was changed since it was sealed"
    )]
    BrokenSeal,
    /// What is to be said of it does not fit into a statement.
    #[error("what is to be said of the bundle is no predicate: {0}")]
    Unsayable(#[from] InvalidValue),
}

impl Statement {
    /// What is to be said of a document: its seal, its digest, its steps, what is known to be missing, and how it
    /// stands with the rules, as of `now`.
    ///
    /// # Errors
    ///
    /// An [`Unsignable`] says why nothing can be stated of it. That it is not sound is none of these: the statement
    /// says so.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles::{Soundness, utc_now};
    /// use export_bundles_attest::Statement;
    /// use export_bundles_evidence::RuleSet;
    ///
    /// let bundle = include_bytes!("../../../schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json");
    /// let statement = Statement::about(bundle, "full.json", &[], RuleSet::Default, utc_now())?;
    /// assert_eq!(statement.subject[1].name, "full.json");
    /// assert_eq!(statement.predicate.step_count.get(), 4);
    /// assert_eq!(statement.predicate.rules.verdict, Soundness::Sound);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn about(
        document: &[u8],
        file_name: &str,
        gaps: &[Gap],
        rules: RuleSet,
        now: Timestamp,
    ) -> Result<Self, Unsignable> {
        let verified = verify_with(document, rules)?;
        if verified.seal == export_bundles_evidence::SealState::Broken {
            // Where it cannot have one, that says why.
            seal(document)?;
            return Err(Unsignable::BrokenSeal);
        }
        let facts = Facts::of(document, &verified.bundle)?;
        let gaps = gaps.iter().map(|gap| {
            let (pointer, message) =
                (gap.pointer.as_str().try_into()?, gap.message.as_str().try_into()?);
            Ok(BundleGap { pointer, message })
        });
        let findings: Result<Vec<_>, InvalidValue> =
            verified.findings.iter().map(finding).collect();
        let predicate = BundlePredicate {
            bundle_id: facts.bundle_id.as_str().try_into()?,
            bundle_type: facts.bundle_type,
            signed_at: now,
            step_count: facts.step_count.try_into()?,
            steps_root: facts.steps_root,
            gaps: gaps.collect::<Result<_, InvalidValue>>()?,
            rules: RulesVerdict {
                set: match rules {
                    RuleSet::Default => export_bundles::RuleSet::Default,
                    RuleSet::All => export_bundles::RuleSet::All,
                },
                verdict: if verified.is_sound() { Soundness::Sound } else { Soundness::Unsound },
                findings: findings?,
            },
        };
        let subject = vec![
            Subject { name: facts.bundle_id, digest: Digests { sha256: facts.seal } },
            Subject { name: file_name.to_owned(), digest: Digests { sha256: digest_of(document) } },
        ];
        Ok(Self {
            kind: TYPE.to_owned(),
            subject,
            predicate_type: PREDICATE_TYPE.to_owned(),
            predicate,
        })
    }
}

fn finding(finding: &Finding) -> Result<RuleFinding, InvalidValue> {
    Ok(RuleFinding {
        rule: finding.rule.try_into()?,
        severity: match finding.severity {
            Severity::Error => FindingSeverity::Error,
            Severity::Warning => FindingSeverity::Warning,
        },
        pointer: finding.pointer.as_str().try_into()?,
    })
}

/// What a statement has to agree with.
pub(crate) struct Facts {
    pub(crate) bundle_id: String,
    pub(crate) bundle_type: BundleType,
    pub(crate) seal: ContentHash,
    pub(crate) step_count: u64,
    pub(crate) steps_root: Option<ContentHash>,
}

impl Facts {
    /// Of a document that was read as that bundle.
    pub(crate) fn of(document: &[u8], bundle: &ExportBundle) -> Result<Self, SealError> {
        let form = canonical(document)?;
        let (bundle_id, bundle_type) = (bundle.bundle_id().to_owned(), bundle.kind());
        let steps = match bundle_type {
            BundleType::ExecutiveDebrief => None,
            BundleType::Evidence | BundleType::Soc2 => Some(steps(&form)),
        };
        let step_count = steps.as_ref().map_or(0, Vec::len) as u64;
        let steps_root = steps.map(|it| merkle::root(it.iter().map(|step| step.get())).into());
        Ok(Self { bundle_id, bundle_type, seal: digest_of(&form), step_count, steps_root })
    }
}

/// The steps of a bundle, each in its RFC 8785 form, from that of the bundle.
fn steps(form: &[u8]) -> Vec<&RawValue> {
    #[derive(Deserialize)]
    struct Steps<'a> {
        #[serde(borrow, default)]
        steps: Vec<&'a RawValue>,
    }

    #[expect(clippy::expect_used, reason = "a guess in place of the steps would be signed")]
    let Steps { steps } = serde_json::from_slice(form).expect("the steps of a bundle are a list");
    steps
}

pub(crate) fn digest_of(bytes: &[u8]) -> ContentHash {
    ContentHash::from(<[u8; 32]>::from(Sha256::digest(bytes)))
}
