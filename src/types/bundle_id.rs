//! New ids.

use uuid::Uuid;

use super::{BundleId, EvidenceBundleId, ExecutiveDebriefBundleId, Soc2BundleId};
use exact_schema_runtime::Fresh;
use exact_schema_runtime::exact::InvalidValue;

/// A new, unique id: `prefix`, a hyphen, and the 32 hexadecimal digits of a version-4 UUID
/// (RFC 9562).
///
/// # Errors
///
/// A prefix is an upper-case ASCII letter and up to 15 upper-case letters or digits; any other one
/// is refused.
///
/// # Examples
///
/// ```
/// use export_bundles::generate_bundle_id;
///
/// let id = generate_bundle_id("EVD")?;
/// assert!(id.starts_with("EVD-"));
/// assert_eq!(id.len(), 4 + 32);
///
/// assert_eq!(
///     generate_bundle_id("evd").unwrap_err().to_string(),
///     "prefix: expected an upper-case letter and up to 15 upper-case letters or digits",
/// );
/// # Ok::<(), export_bundles::exact::InvalidValue>(())
/// ```
pub fn generate_bundle_id(prefix: &str) -> Result<BundleId, InvalidValue> {
    BundleId::try_from(fresh_digits(prefix)).map_err(|_| {
        let expected = "an upper-case letter and up to 15 upper-case letters or digits";
        InvalidValue::expected("prefix", expected)
    })
}

fn fresh_digits(prefix: &str) -> String {
    format!("{prefix}-{}", Uuid::new_v4().simple())
}

impl EvidenceBundleId {
    /// A new, unique id: `EVD-` and the 32 hexadecimal digits of a version-4 UUID (RFC 9562).
    ///
    /// ```
    /// use export_bundles::EvidenceBundleId;
    ///
    /// assert_ne!(EvidenceBundleId::generate(), EvidenceBundleId::generate());
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        Self(fresh_digits("EVD").into())
    }
}

impl Soc2BundleId {
    /// A new, unique id: `SOC2-` and the 32 hexadecimal digits of a version-4 UUID (RFC 9562).
    ///
    /// ```
    /// assert!(export_bundles::Soc2BundleId::generate().starts_with("SOC2-"));
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        Self(fresh_digits("SOC2").into())
    }
}

impl ExecutiveDebriefBundleId {
    /// A new, unique id: `EXEC-` and the 32 hexadecimal digits of a version-4 UUID (RFC 9562).
    ///
    /// ```
    /// assert!(export_bundles::ExecutiveDebriefBundleId::generate().starts_with("EXEC-"));
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        Self(fresh_digits("EXEC").into())
    }
}

impl Fresh for EvidenceBundleId {
    fn fresh() -> Self {
        Self::generate()
    }
}

impl Fresh for Soc2BundleId {
    fn fresh() -> Self {
        Self::generate()
    }
}

impl Fresh for ExecutiveDebriefBundleId {
    fn fresh() -> Self {
        Self::generate()
    }
}

/// Every id of a bundle is also an id of some bundle.
macro_rules! is_a_bundle_id {
    ($($id:ident),*) => {$(
        impl From<$id> for BundleId {
            fn from(id: $id) -> Self {
                Self(id.0)
            }
        }
    )*};
}

is_a_bundle_id!(EvidenceBundleId, Soc2BundleId, ExecutiveDebriefBundleId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_ids_are_what_the_schema_accepts() {
        assert!(EvidenceBundleId::try_from(EvidenceBundleId::generate().as_str()).is_ok());
        assert!(Soc2BundleId::try_from(Soc2BundleId::generate().as_str()).is_ok());
        let id = ExecutiveDebriefBundleId::generate();
        assert!(ExecutiveDebriefBundleId::try_from(id.as_str()).is_ok());
        assert!(BundleId::try_from(BundleId::from(id).as_str()).is_ok());
    }

    #[test]
    fn a_prefix_that_the_contract_refuses_is_an_error() {
        for prefix in ["", "evd", "1A", "A-B", "ABCDEFGHIJKLMNOPQ", "É"] {
            assert!(generate_bundle_id(prefix).is_err(), "{prefix:?}");
        }
        assert!(generate_bundle_id("ABCDEFGHIJKLMNOP").is_ok());
    }
}
