//! The criteria of the 2017 trust services criteria (AICPA TSP section 100).

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The ids of all 61 criteria, one a line, from `data/trust-services-criteria-2017.txt`.
static IDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| include_str!("../data/trust-services-criteria-2017.txt").lines().collect());

/// Whether there is a criterion of that id.
pub fn exists(id: &str) -> bool {
    IDS.contains(id)
}
