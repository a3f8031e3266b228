//! Which members of a bundle may be withheld, as its schema says.

use exact_schema_schema::keyword::SENSITIVITY;
use export_bundles::{CONTRACT, Direction};

/// The members of a bundle that may be withheld.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sensitive {
    /// Those that are withheld whole.
    pub(super) members: Vec<String>,
    /// Lists that are withheld item by item.
    pub(super) lists: Vec<String>,
}

impl Sensitive {
    /// Of the type that the text says it has; nothing where it is no bundle.
    pub(super) fn of(text: &[u8]) -> Self {
        let branch = CONTRACT.default_type().and_then(|it| it.branch_of(text));
        let schema = branch.map(|it| it.schema(Direction::Accept)).unwrap_or_default();
        let mut sensitive = Self::default();
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            if member.get(SENSITIVITY).is_none() {
                continue;
            }
            match member["type"] == "array" {
                true => sensitive.lists.push(name.clone()),
                false => sensitive.members.push(name.clone()),
            }
        }
        sensitive.members.sort_unstable();
        sensitive.lists.sort_unstable();
        sensitive
    }

    /// Whether what a JSON Pointer leads to may be withheld, if it is there.
    pub(super) fn has(&self, pointer: &str) -> bool {
        let named = pointer.strip_prefix('/').unwrap_or_default();
        match named.split_once('/') {
            None => self.members.iter().any(|it| it == named),
            Some((list, index)) => {
                self.lists.iter().any(|it| it == list) && index.parse::<usize>().is_ok()
            }
        }
    }

    /// Where something may be withheld, for people.
    pub(super) fn places(&self) -> String {
        let members = self.members.iter().map(|name| format!("/{name}"));
        let lists = self.lists.iter().map(|name| format!("items of /{name}"));
        members.chain(lists).collect::<Vec<_>>().join(", ")
    }
}
