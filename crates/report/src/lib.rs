//! Export bundles as people read them: what `verify` said, as a page of HTML and as a PDF.
//!
//! One [`document()`] is made of a bundle and of what is known of it; both forms are drawings of that. An unsound
//! bundle says so on its first page, with everything that was found. Nothing here asks the clock, the network or a
//! file: the same input gives the same bytes.
//!
//! ```
//! use export_bundles_attest::{Logged, Signed};
//! use export_bundles_evidence::verify;
//! use export_bundles_report::{Subject, render};
//!
//! let text = include_bytes!("../../../schemas/v1/examples/export-bundle/valid/full-evidence.json");
//! let verified = verify(text)?;
//! let subject = Subject {
//!     name: "evidence.json",
//!     text,
//!     verified: &verified,
//!     signed: &Signed::Absent,
//!     logged: &Logged::Absent,
//!     receipt: None,
//!     proof: None,
//!     is_sound: verified.is_sound(),
//! };
//! let page = render::html(&subject);
//! assert!(page.contains("No personal data in outgoing messages"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where things are
//!
//! | to | see |
//! | --- | --- |
//! | make a page or a PDF of a bundle | [`render`] |
//! | know what either says | [`document()`] |
//! | say what is known of a bundle | [`Subject`] |

#![forbid(unsafe_code)]

mod contents;
mod format;
mod html;
pub mod render;
mod subject;

pub use contents::document;
pub use subject::Subject;
