//! Where the schemas of a document stand after they were moved.

use std::collections::BTreeMap;

/// The places whose schemas stand elsewhere now, with all that is in them.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    to_new: BTreeMap<String, String>,
    to_old: BTreeMap<String, String>,
}

impl Moves {
    /// Notes that what stood at `old` stands at `new`.
    pub fn add(&mut self, old: String, new: String) {
        self.to_old.insert(new.clone(), old.clone());
        self.to_new.insert(old, new);
    }

    /// Where a place of the old document is now.
    pub fn new_place(&self, old: &str) -> String {
        renamed(&self.to_new, old)
    }

    /// Where a place of the new document was.
    pub fn old_place(&self, new: &str) -> String {
        renamed(&self.to_old, new)
    }
}

/// The pointer, with the longest beginning that is known replaced. Where the outer was moved, moves within it are noted
/// with both places in full.
fn renamed(moves: &BTreeMap<String, String>, pointer: &str) -> String {
    let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]).rev();
    for end in ends {
        if let Some(to) = moves.get(&pointer[..end]) {
            return format!("{to}{}", &pointer[end..]);
        }
    }
    pointer.to_owned()
}
