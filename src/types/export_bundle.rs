//! What bundles of every type say.

use super::{BundleType, ExportBundle, Identifier};
use crate::Timestamp;

/// What bundles of every type say.
///
/// ```
/// use export_bundles::{BundleType, ExportBundle, decode};
///
/// let text = include_bytes!("../../schemas/v1/examples/export-bundle/valid/full-evidence.json");
/// let bundle: ExportBundle = decode(text)?;
/// assert_eq!(bundle.kind(), BundleType::Evidence);
/// assert!(bundle.bundle_id().starts_with("EVD-"));
/// assert!(bundle.incident_id().is_some());
/// # Ok::<(), export_bundles::Rejection>(())
/// ```
impl ExportBundle {
    /// Its type.
    #[must_use]
    pub fn kind(&self) -> BundleType {
        match self {
            Self::Evidence(_) => BundleType::Evidence,
            Self::Soc2(_) => BundleType::Soc2,
            Self::ExecutiveDebrief(_) => BundleType::ExecutiveDebrief,
        }
    }

    /// Its id: a prefix that tells the type, a hyphen, and 12 to 32 hexadecimal digits.
    #[must_use]
    pub fn bundle_id(&self) -> &str {
        match self {
            Self::Evidence(it) => it.bundle_id.as_str(),
            Self::Soc2(it) => it.bundle_id.as_str(),
            Self::ExecutiveDebrief(it) => it.bundle_id.as_str(),
        }
    }

    /// The incident that it is about, if it is about one.
    #[must_use]
    pub fn incident_id(&self) -> Option<&Identifier> {
        match self {
            Self::Evidence(it) => it.incident_id.as_ref(),
            Self::Soc2(it) => it.incident_id.as_ref(),
            Self::ExecutiveDebrief(it) => Some(&it.incident_id),
        }
    }

    /// The run that it is about.
    #[must_use]
    pub fn run_id(&self) -> &Identifier {
        match self {
            Self::Evidence(it) => &it.run_id,
            Self::Soc2(it) => &it.run_id,
            Self::ExecutiveDebrief(it) => &it.run_id,
        }
    }

    /// When it was made. UTC.
    #[must_use]
    pub fn created_at(&self) -> Timestamp {
        match self {
            Self::Evidence(it) => it.created_at,
            Self::Soc2(it) => it.created_at,
            Self::ExecutiveDebrief(it) => it.created_at,
        }
    }
}
