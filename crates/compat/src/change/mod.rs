//! The differences between two schemas, and the edits that undo them.

mod branch;
mod diff;
mod edit;
mod explain;
mod kept;
mod site;
mod slice;

pub(crate) use diff::diff;
pub(crate) use edit::{Edit, patched};
pub(crate) use explain::Suspects;
pub(crate) use kept::Targets;
pub(crate) use slice::slices;

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

impl Difference {
    /// Whether it is at the same places as the other one.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        let places = |it: &Self| -> Vec<String> {
            it.edits.iter().map(|edit| edit.place().to_owned()).collect()
        };
        (&self.accepting, &self.rejecting) == (&other.accepting, &other.rejecting)
            && places(self) == places(other)
    }
}
