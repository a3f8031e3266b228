//! Documents that are set aside.

use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray, StringArray};

use super::read::PartError;
use super::schema::Tables;
use super::write::{file, texts};
use crate::judged::Aside;

/// The file of documents that are set aside.
///
/// # Errors
///
/// Where they do not fit into the table.
pub fn aside_file(tables: &Tables, documents: &[Aside]) -> Result<Vec<u8>, PartError> {
    let hashes = documents.iter().map(|it| it.sha256.to_string());
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(hashes)),
        Arc::new(StringArray::from_iter_values(documents.iter().map(|it| &it.source))),
        texts(documents.iter().map(|it| it.reasons.iter().map(String::as_str))),
        Arc::new(BinaryArray::from_iter_values(documents.iter().map(|it| &it.text))),
    ];
    file(&tables.aside, arrays)
}
