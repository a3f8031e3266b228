//! Parts: the Parquet files of an archive. A part holds bundles of one tenant and one month, in the order of their
//! seals, and never changes.

mod aside;
mod read;
mod schema;
mod write;

pub use aside::aside_columns;
pub use read::{Part, PartError, Seals};
pub use schema::{Tables, own};
pub use write::{PartColumns, file};
