//! What is counted of a document: a line of JSON. An engine carries the lines of many documents as one text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use export_bundles::ContentHash;
use export_bundles_archive::{Judged, Month};
use serde::{Deserialize, Serialize};

use super::table::TableError;

/// What is counted of a document. Those of a month and a tenant are in the order of seals where their lines are in that of
/// their bytes, and those that are not sound in the order of hashes.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact<'t> {
    /// Of a bundle.
    Sound {
        month: Month,
        #[serde(borrow)]
        tenant: Cow<'t, str>,
        seal: ContentHash,
        #[serde(borrow)]
        source: Cow<'t, str>,
        #[serde(borrow, rename = "type")]
        kind: Cow<'t, str>,
        steps: u64,
        warnings: Vec<Cow<'t, str>>,
    },
    /// Of another document.
    Unsound {
        sha256: ContentHash,
        #[serde(borrow)]
        source: Cow<'t, str>,
        reasons: Vec<Cow<'t, str>>,
    },
}

impl<'t> Fact<'t> {
    fn of(source: &'t str, judged: &'t Judged) -> Self {
        match judged {
            Judged::Sound(entry) => Self::Sound {
                month: entry.partition.month,
                tenant: entry.partition.tenant.as_str().into(),
                seal: entry.seal,
                source: source.into(),
                kind: entry.bundle_type().to_string().into(),
                steps: entry.steps() as u64,
                warnings: entry.warnings.iter().copied().map(Cow::Borrowed).collect(),
            },
            Judged::Unsound(aside) => Self::Unsound {
                sha256: aside.sha256,
                source: source.into(),
                reasons: aside.reasons.iter().map(Into::into).collect(),
            },
        }
    }

    /// What is the same of all that are counted together: those of a month and a tenant, and of others a part, so that many
    /// can count them.
    fn group(&self) -> String {
        match self {
            Self::Sound { month, tenant, .. } => format!("{month} {tenant}"),
            Self::Unsound { sha256, .. } => format!("{:02x}", sha256.as_bytes()[0]),
        }
    }
}

/// Lines, those together that are counted together.
#[derive(Default)]
pub struct Counted(BTreeMap<String, String>);

impl Counted {
    pub fn add(&mut self, source: &str, judged: &Judged) {
        let fact = Fact::of(source, judged);
        let lines = self.0.entry(fact.group()).or_default();
        #[expect(clippy::expect_used, reason = "texts and numbers are written to memory")]
        lines.push_str(&serde_json::to_string(&fact).expect("a fact is JSON"));
        lines.push('\n');
    }

    pub fn finish(self) -> Result<RecordBatch, TableError> {
        let (groups, lines): (Vec<_>, Vec<_>) = self.0.into_iter().unzip();
        let columns: [(&str, ArrayRef); 2] = [
            ("group", Arc::new(StringArray::from(groups))),
            ("lines", Arc::new(StringArray::from(lines))),
        ];
        Ok(RecordBatch::try_from_iter(columns)?)
    }
}
