//! What whoever asks for a bundle says about it.

use export_bundles::{Identifier, Timestamp};

/// What whoever asks for a bundle says about it. The default is what an export by the platform itself is.
///
/// ```
/// use export_bundles_evidence::Options;
///
/// let options = Options { include_raw_steps: false, ..Options::default() };
/// assert!(options.exported_by.is_none(), "`system`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Who asks. `system` where it is nobody.
    pub exported_by: Option<Identifier>,
    /// Why, in free words.
    pub export_reason: Option<String>,
    /// Whether an evidence or a SOC 2 bundle lists the steps. Their totals are of all steps in any case.
    pub include_raw_steps: bool,
    /// For a SOC 2 bundle, where the audited period starts.
    pub period_start: Option<Timestamp>,
    /// For a SOC 2 bundle, where the audited period ends.
    pub period_end: Option<Timestamp>,
    /// For a debrief, the name or role of its recipient.
    pub prepared_for: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            exported_by: None,
            export_reason: None,
            include_raw_steps: true,
            period_start: None,
            period_end: None,
            prepared_for: None,
        }
    }
}

impl Options {
    /// Who asks, as bundles name them.
    pub(crate) fn exporter(&self) -> Identifier {
        #[expect(clippy::expect_used, reason = "a word of six letters")]
        let system = || Identifier::try_from("system").expect("an identifier");
        self.exported_by.clone().unwrap_or_else(system)
    }
}
