//! Values that are new each time.

/// A type of which a builder can make a new value when its caller gives none: a unique id, or the
/// present moment. In a schema, `"x-fresh": true` asks for it.
///
/// ```
/// use export_bundles::{EvidenceBundleId, Fresh};
///
/// assert_ne!(EvidenceBundleId::fresh(), EvidenceBundleId::fresh());
/// ```
pub trait Fresh {
    /// A new value.
    fn fresh() -> Self;
}
