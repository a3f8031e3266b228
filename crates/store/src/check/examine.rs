//! Whether a bundle is what its row says, by itself.

use export_bundles::{ExportBundle, Timestamp, decode};
use export_bundles_attest::{Receipt, Trust, verify};
use export_bundles_evidence::seal;

use crate::bundles::Bundle;
use crate::list::Entry;

/// What is wrong with a bundle, its row, or its receipt.
pub(super) fn examine(bundle: &Bundle, trust: &Trust, now: Timestamp) -> Vec<String> {
    let Bundle { entry, receipt, content } = bundle;
    let mut found = Vec::new();
    let mut expect = |holds: bool, message: &str| {
        if !holds {
            found.push(message.to_owned());
        }
    };
    let is_sealed = seal(content).is_ok_and(|it| it == entry.seal);
    expect(is_sealed, "expected the bundle that was sealed");
    match decode::<ExportBundle>(content) {
        Ok(read) => expect(agrees(entry, &read), "expected what the bundle says of itself"),
        Err(_) => expect(false, "expected a valid bundle"),
    }
    match Receipt::parse(receipt) {
        Ok(receipt) => {
            let faults = verify(content, &receipt, trust, now).faults;
            found.extend(faults.iter().map(|it| format!("the receipt: {}", it.kind.message())));
        }
        Err(error) => found.push(error.to_string()),
    }
    found
}

/// Whether a row says of a bundle what the bundle says.
fn agrees(entry: &Entry, bundle: &ExportBundle) -> bool {
    bundle.bundle_id() == entry.bundle_id
        && bundle.kind() == entry.bundle_type
        && bundle.incident_id().map(|it| it.as_str()) == entry.incident_id.as_deref()
        && bundle.run_id().as_str() == entry.run_id
        && bundle.created_at() == entry.created_at
}
