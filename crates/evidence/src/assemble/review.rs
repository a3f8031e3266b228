//! SOC 2 bundles that somebody has reviewed.

use export_bundles::{BundleReview, ReviewOutcome, ReviewStatus, Soc2Bundle, Timestamp};
use uuid::Uuid;

use super::Assembled;
use super::reason::{Reasons, Refused};
use super::sealed::seal_of_follower;
use super::soc2::bundle_id;

/// Makes the SOC 2 bundle that follows another one, which somebody has reviewed: the same evidence, with what came
/// of the review, an id and a seal of its own, and the id of the bundle that it follows. That one stays as it is.
///
/// `now` is when the review is recorded and the bundle made, and `id` what its id is made of: a version-4 UUID
/// (RFC 9562).
///
/// # Errors
///
/// Every [reason](super::Reason) why no bundle may follow: the bundle is approved already, which is final, or `now`
/// is before it was made, or `id` makes the id that it has itself.
///
/// # Examples
///
/// ```
/// use export_bundles::{BundleReview, ExportCase, ReviewStatus, decode, utc_now};
/// use export_bundles_evidence::{Options, assemble};
/// use uuid::Uuid;
///
/// let case: ExportCase = decode(include_bytes!("../../../../schemas/v1/examples/export-case/valid/full.json"))?;
/// let bundle = assemble::soc2(&case, &Options::default(), utc_now(), Uuid::new_v4())?.bundle;
///
/// let review: BundleReview = decode(br#"{"review_status": "APPROVED", "reviewed_by": "user_2093"}"#)?;
/// let reviewed = assemble::review(&bundle, &review, utc_now(), Uuid::new_v4())?.bundle;
/// assert_eq!(reviewed.follows.as_ref(), Some(&bundle.bundle_id));
/// assert_eq!(reviewed.review_status, ReviewStatus::Approved);
/// assert_eq!(reviewed.steps, bundle.steps);
///
/// let refused = assemble::review(&reviewed, &review, utc_now(), Uuid::new_v4()).unwrap_err();
/// assert_eq!(refused.reasons()[0].pointer, "/review_status");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn review(
    bundle: &Soc2Bundle,
    review: &BundleReview,
    now: Timestamp,
    id: Uuid,
) -> Result<Assembled<Soc2Bundle>, Refused> {
    let mut reasons = Reasons::default();
    let bundle_id = bundle_id(id);
    if bundle_id == bundle.bundle_id {
        reasons
            .note("/bundle_id", "expected a bundle with another id than the one that is to follow");
    }
    if now < bundle.created_at {
        reasons.note("/created_at", "expected a bundle that was made before its review");
    }
    if bundle.review_status == ReviewStatus::Approved {
        let message = "expected a bundle that is not approved yet; an approved one is final";
        reasons.note("/review_status", message);
    }
    let mut follower = Soc2Bundle {
        bundle_id,
        created_at: now,
        auditor_notes: review.auditor_notes.clone(),
        review_status: match review.review_status {
            ReviewOutcome::Reviewed => ReviewStatus::Reviewed,
            ReviewOutcome::Approved => ReviewStatus::Approved,
        },
        reviewed_by: Some(review.reviewed_by.clone()),
        reviewed_at: Some(now),
        follows: Some(bundle.bundle_id.clone()),
        content_hash: None,
        ..bundle.clone()
    };
    follower.content_hash = seal_of_follower(&follower, &mut reasons);
    if !reasons.is_empty() {
        return Err(reasons.refuse());
    }
    Ok(Assembled { bundle: follower, gaps: Vec::new() })
}
