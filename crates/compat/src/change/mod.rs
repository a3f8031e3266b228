//! The differences between two schemas, and the edits that undo them.

mod branch;
mod diff;
mod edit;
mod explain;
mod kept;
mod site;

pub(crate) use diff::diff;
pub(crate) use edit::{Edit, patched};
pub(crate) use explain::Suspects;
pub(crate) use kept::Targets;

/// A difference between the accepting and the rejecting schema.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    /// JSON Pointer into the accepting schema, if the place exists there.
    pub(crate) accepting: Option<String>,
    /// JSON Pointer into the rejecting schema, if the place exists there.
    pub(crate) rejecting: Option<String>,
    /// What makes the rejecting schema say the same as the accepting one.
    pub(crate) edits: Vec<Edit>,
}
