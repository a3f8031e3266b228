//! A JSON text whose values stand somewhere. Nothing here is asked about a text that is not JSON.

mod order;
mod scan;

pub use order::in_document_order;
pub use scan::{behind_string, behind_value, name_at, skip_space};
