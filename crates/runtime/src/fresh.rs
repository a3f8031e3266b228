//! Values that are new each time.

/// A type of which a builder can make a new value when its caller gives none: a unique id, or the
/// present moment. In a schema, `"x-fresh": true` asks for it.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use exact_schema_runtime::Fresh;
///
/// /// The number of a parcel, each one once in a process.
/// #[derive(Debug, PartialEq)]
/// struct ParcelNumber(u64);
///
/// impl Fresh for ParcelNumber {
///     fn fresh() -> Self {
///         static NEXT: AtomicU64 = AtomicU64::new(1);
///         Self(NEXT.fetch_add(1, Ordering::Relaxed))
///     }
/// }
///
/// assert_ne!(ParcelNumber::fresh(), ParcelNumber::fresh());
/// ```
pub trait Fresh {
    /// A new value.
    fn fresh() -> Self;
}
