//! What executive debriefs say in words.

/// The sentences that executive debriefs are made of, as JSON: for each kind of violation a summary, its impact
/// on the business and recommended actions. `{policy}`, `{limit}` and the like stand for what an incident
/// shows; a sentence whose words are not all known is not said.
///
/// ```
/// let texts: serde_json::Value = serde_json::from_str(export_bundles::DEBRIEF_TEXTS)?;
/// assert!(texts["kinds"]["token_limit"]["summary"].is_array());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const DEBRIEF_TEXTS: &str = include_str!("../schemas/v1/debrief-texts.json");
