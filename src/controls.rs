//! The SOC 2 criteria that an export demonstrates by itself.

use std::sync::LazyLock;

use crate::Soc2ControlMapping;

/// The three mappings that an incident export demonstrates by itself: CC7.2 (monitoring for
/// anomalies), CC7.3 (evaluating security events) and CC7.4 (responding to incidents) of the
/// AICPA's 2017 trust services criteria.
///
/// ```
/// use export_bundles::DEFAULT_SOC2_CONTROLS;
///
/// let ids: Vec<&str> = DEFAULT_SOC2_CONTROLS.iter().map(|it| it.control_id.as_str()).collect();
/// assert_eq!(ids, ["CC7.2", "CC7.3", "CC7.4"]);
/// ```
#[expect(
    clippy::expect_used,
    reason = "the build stops where the file is not what the schema accepts"
)]
pub static DEFAULT_SOC2_CONTROLS: LazyLock<Vec<Soc2ControlMapping>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../schemas/v1/default-soc2-controls.json"))
        .expect("the controls are mappings")
});
