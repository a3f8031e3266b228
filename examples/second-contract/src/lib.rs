//! What happens to a parcel on its way: types that hold exactly what the schemas accept.
//!
//! ```
//! use parcel_events::{Dispatched, Grams};
//!
//! let event = Dispatched::builder()
//!     .parcel_id("PCL-00000017")
//!     .at("2026-03-14T09:26:53Z")
//!     .carrier("north")
//!     .weight_grams(1250)
//!     .build()?;
//! assert_eq!(event.weight_grams, Grams::try_from(1250)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub use exact_schema_runtime::{Rejection, Violation, decode};

include!(concat!(env!("OUT_DIR"), "/types.rs"));
