//! I-JSON ([RFC 7493](https://www.rfc-editor.org/rfc/rfc7493)) on top of `serde_json`.
//!
//! A JSON text has one meaning everywhere only if it is UTF-8, has no byte-order mark, names every
//! member of an object once, holds no lone surrogate and no number beyond the range of an IEEE
//! double. [`read`] accepts exactly such texts, nested at most [`MAX_DEPTH`] deep, and says where
//! any other text is at fault.
//!
//! In one thing it is more lenient than RFC 7493, which in section 2.1 forbids noncharacters such as
//! `U+FFFF` and `U+FDD0`, too: they are taken. They harm nobody who reads them as any other character, as
//! JSON's readers do, and what was once read is to stay readable.
//!
//! ```
//! use exact_schema_json::{FaultKind, read};
//!
//! assert_eq!(read(br#"{"a": [1, 2.5]}"#)?["a"][1], 2.5);
//!
//! let fault = read(br#"{"a": {"b": 1, "b": 2}}"#).unwrap_err();
//! assert_eq!(fault.kind(), FaultKind::DuplicateMember);
//! assert_eq!(fault.pointer(), "/a/b");
//! assert_eq!(fault.position().column, 18);
//! # Ok::<(), exact_schema_json::Fault>(())
//! ```

#[cfg(feature = "as-written")]
mod as_written;
mod duplicates;
mod fault;
mod free_form;
mod list;
mod locate;
mod names;
mod outline;
mod place;
pub mod pointer;
mod positions;
mod reader;
mod reduce;
mod value;

#[cfg(feature = "as-written")]
pub use as_written::as_written;
pub use fault::{Fault, FaultKind, Position};
pub use free_form::{FreeForm, free_form, free_form_list};
pub use list::list;
pub use outline::{NamedOutline, Outline};
pub use positions::positions;
pub use reader::{Mismatch, check_str, from_str};
pub use reduce::{Reduced, reduce};
pub use value::{MAX_DEPTH, deserialize, read};
