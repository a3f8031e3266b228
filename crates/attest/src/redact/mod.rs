//! Bundles that are shown in part, and stay verifiable: an SD-JWT
//! ([RFC 9901](https://www.rfc-editor.org/rfc/rfc9901)) over the bundle.
//!
//! Each member that the schema calls sensitive (`x-sensitivity`), and each item of a list that it calls so, is a
//! disclosure of its own, which whoever hands the document on may leave out. Everything else, with the ids, the counts,
//! the policy and the seal, is always there. With every disclosure it is the bundle again, under the same seal.

mod disclosed;
mod disclosure;
mod issue;
mod presentation;
mod sensitive;

pub use disclosed::{Disclosed, Withheld};
pub use issue::Unredactable;
pub use presentation::{NotAPresentation, Presentation};
