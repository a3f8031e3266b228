//! Where bundles stand: those of a tenant and a month beside each other.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::hex::hex;
use crate::period::Month;

/// What stands in the name of a folder as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
/// As long as a name may be, which leaves room for what file systems add to it.
const LONGEST: usize = 180;

/// The bundles of a tenant that were made in one month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Partition {
    /// When they were made.
    pub month: Month,
    /// Whose they are.
    pub tenant: String,
}

impl Partition {
    /// Where a file of a table stands, which other tools read as `tenant` and `month`, too.
    #[must_use]
    pub fn path(&self, table: Table, number: u64) -> String {
        let (table, tenant, month) = (table.name(), folder(&self.tenant), self.month);
        format!("{table}/tenant={tenant}/month={month}/{number:08}.parquet")
    }
}

/// A name that every file system takes. Of one that is too long it is the beginning, and what tells it from others.
fn folder(tenant: &str) -> String {
    let encoded = utf8_percent_encode(tenant, PLAIN).to_string();
    if encoded.len() <= LONGEST {
        return encoded;
    }
    let digest: [u8; 32] = Sha256::digest(tenant).into();
    format!("{}~{}", &encoded[..LONGEST - 65], hex(&digest))
}

/// The tables of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row a bundle.
    Bundles,
    /// A row a step.
    Steps,
}

impl Table {
    /// What its folder is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bundles => "bundles",
            Self::Steps => "steps",
        }
    }
}
