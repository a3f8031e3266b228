//! Documents that are set aside.

use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray, StringArray};

use super::write::texts;
use crate::judged::Aside;

/// The columns of documents that are set aside, in the order of the table.
pub fn aside_columns(documents: &[Aside]) -> Vec<ArrayRef> {
    let hashes = documents.iter().map(|it| it.sha256.to_string());
    vec![
        Arc::new(StringArray::from_iter_values(hashes)),
        Arc::new(StringArray::from_iter_values(documents.iter().map(|it| &it.source))),
        texts(documents.iter().map(|it| it.reasons.iter().map(String::as_str))),
        Arc::new(BinaryArray::from_iter_values(documents.iter().map(|it| &it.text))),
    ]
}
