//! Releases of a contract do not change: what was published under a version never changes, every
//! document of it stays readable, and a change asks for the version that says how far it goes.
//!
//! A release is a folder `schemas/released/<version>/`: the published schemas, golden documents that
//! must decode in every later version, and an index with the digest of each file. [`cut`] makes one.
//! [`judge`] holds the working tree against all of them:
//!
//! - no file of a release was changed, added or removed;
//! - every golden document still decodes;
//! - the published schemas, compared with those of the last release, ask for a version bump (see
//!   [`exact_schema_compat::Bump`]) that the version of the workspace carries; a break of what was
//!   readable is refused outright, for it belongs into a new version of the contract;
//! - the change log names every type that changed.
//!
//! Nothing here prints: a [`Judgement`] lists what is wrong, each with how to mend it.

mod changelog;
mod cut;
mod error;
mod folder;
mod gate;
mod golden;
mod index;

pub use cut::cut;
pub use error::Error;
pub use folder::Folders;
pub use gate::{Judgement, judge};
