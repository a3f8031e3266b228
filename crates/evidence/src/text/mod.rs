//! A JSON text whose values stand somewhere. Nothing here is asked about a text that is not JSON.

mod order;
mod scan;

pub use order::in_document_order;
pub use scan::{Quoted, behind_value, name_at, quoted, skip_space};
