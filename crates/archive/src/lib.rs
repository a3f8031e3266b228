//! Archives of export bundles for years, in files that any tool reads.
//!
//! | to | see |
//! | --- | --- |
//! | know what an archive holds of a document | [`judge`] |
//! | add to one | [`Adding`] |
//! | tell whether it is complete and what it was | [`verify`] |
//! | draw a sample | [`sample`] |

#![forbid(unsafe_code)]

mod add;
mod archive;
mod columns;
mod commit;
mod documents;
mod error;
mod folder;
mod hex;
mod judged;
mod log;
mod manifest;
mod part;
mod partition;
mod period;
mod root;
mod sample;
mod verify;

pub use add::{Added, Adding, Part, Place, Signing, Stamp};
pub use archive::Archive;
pub use columns::{Column, Columns, NoCell, NoColumn, Projected};
pub use documents::Document;
pub use error::ArchiveError;
pub use folder::{Folder, FolderError, Opened};
pub use judged::{Aside, Entry, Judged, judge};
pub use manifest::{Head, LogState, Manifest, Population};
pub use partition::Partition;
pub use period::{Month, NoPeriod, Period};
pub use root::{Rooted, Tree, period_root};
pub use sample::{Drawn, Sample, sample, ticket};
pub use verify::{Fault, FaultKind, Faults, Verification, Verified, verify};
