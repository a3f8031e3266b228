//! The files that go with a report.

use export_bundles_attest::Receipt;
use export_bundles_document::{Attachment, Relationship};

use crate::subject::Subject;

/// The document that a report was made of, and the receipts that were read with it.
pub fn of<'a>(subject: &Subject<'a>) -> Vec<Attachment<'a>> {
    let mut attachments = vec![Attachment {
        name: subject.name.to_owned(),
        media_type: "application/json",
        description: "The bundle that this report was made of, byte for byte",
        relationship: Relationship::Source,
        content: subject.text,
    }];
    attachments.extend(subject.receipt.map(|content| Attachment {
        name: subject.receipt_name(),
        media_type: Receipt::MEDIA_TYPE,
        description: "Who signed the bundle",
        relationship: Relationship::Supplement,
        content,
    }));
    attachments.extend(subject.proof.map(|content| Attachment {
        name: subject.proof_name(),
        media_type: "text/plain",
        description: "Which log the bundle is in",
        relationship: Relationship::Supplement,
        content,
    }));
    attachments
}
