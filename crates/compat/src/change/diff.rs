//! Finds the differences between two schemas, keyword by keyword, through references.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Difference, Edit, branch::RESEMBLANCES, site::Site};
use exact_schema_schema::keyword::{self, Holds, is_annotation};
use exact_schema_schema::{pointer, reference};

/// The differences that can matter to an instance, in the order of the rejecting schema.
pub(crate) fn diff(accepting: &Value, rejecting: &Value) -> Vec<Difference> {
    let mut walk = Walk { accepting, rejecting, paired: HashMap::new(), differences: Vec::new() };
    walk.schemas(Place::root(accepting), Place::root(rejecting));
    walk.differences
}

/// Keywords that are listed among those of 2020-12, and mean nothing there.
const MEANINGLESS: [&str; 1] = ["dependencies"];

struct Walk<'a> {
    accepting: &'a Value,
    rejecting: &'a Value,
    /// For each place of the rejecting schema the one of the accepting schema that it is compared with.
    paired: HashMap<String, String>,
    differences: Vec<Difference>,
}

/// A value in one of the schemas.
#[derive(Clone, Debug)]
struct Place<'a> {
    value: &'a Value,
    at: String,
}

impl<'a> Place<'a> {
    fn root(value: &'a Value) -> Self {
        Self { value, at: String::new() }
    }

    fn child(&self, token: &str) -> Option<Self> {
        let value = match self.value {
            Value::Object(members) => members.get(token)?,
            Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
        Some(Self { value, at: pointer::join(&self.at, token) })
    }

    /// The schema that this one stands for, if it is nothing but a reference.
    fn followed(mut self, root: &'a Value) -> Self {
        for _ in 0..64 {
            let Some(keywords) = self.value.as_object() else { break };
            let asserting = keywords.keys().filter(|keyword| !is_annotation(keyword)).count();
            let target = keywords.get("$ref").and_then(Value::as_str);
            let target = target.filter(|_| asserting == 1).and_then(reference::target_within);
            let Some((at, value)) =
                target.and_then(|at| root.pointer(&at).map(|value| (at, value)))
            else {
                break;
            };
            self = Self { value, at };
        }
        self
    }
}

impl<'a> Walk<'a> {
    fn schemas(&mut self, accepting: Place<'a>, rejecting: Place<'a>) {
        let site = Site::Schema(rejecting.at.clone());
        let accepting = accepting.followed(self.accepting);
        let rejecting = rejecting.followed(self.rejecting);
        self.referred(accepting, rejecting, site);
    }

    /// Schemas that are referred to from a place in the rejecting one. One definition may have become
    /// two, or two one: what is shared can be edited only one way, so the other way is an edit of the
    /// place that refers to it.
    fn referred(&mut self, accepting: Place<'a>, rejecting: Place<'a>, site: Site) {
        let paired = self.paired.get(&rejecting.at);
        match paired.map(|paired| self.accepting.pointer(paired) == Some(accepting.value)) {
            None => {
                self.paired.insert(rejecting.at.clone(), accepting.at.clone());
                self.compared(accepting, rejecting);
            }
            Some(true) => {}
            Some(false) => {
                let rejecting = Some(site.at().to_owned());
                let edit = site.referring_to(&accepting.at);
                self.found(Some(accepting.at), rejecting, vec![edit]);
            }
        }
    }

    fn compared(&mut self, accepting: Place<'a>, rejecting: Place<'a>) {
        let (Some(old), Some(new)) = (accepting.value.as_object(), rejecting.value.as_object())
        else {
            if accepting.value != rejecting.value {
                let edit = Edit::SetSchema(rejecting.at.clone(), accepting.value.clone());
                self.found(Some(accepting.at), Some(rejecting.at), vec![edit]);
            }
            return;
        };
        let mut keywords: Vec<&String> = new.keys().collect();
        keywords.extend(old.keys().filter(|keyword| !new.contains_key(*keyword)));
        for keyword in keywords {
            if !is_annotation(keyword) && !MEANINGLESS.contains(&keyword.as_str()) {
                self.keyword(keyword, &accepting, &rejecting);
            }
        }
    }

    fn keyword(&mut self, keyword: &str, accepting: &Place<'a>, rejecting: &Place<'a>) {
        let at = pointer::join(&rejecting.at, keyword);
        match (accepting.child(keyword), rejecting.child(keyword)) {
            (Some(old), Some(new)) => {
                let holds = keyword::find(keyword).map_or(Holds::Anything, |it| it.holds);
                match (keyword, holds) {
                    (_, Holds::Schema) => self.schemas(old, new),
                    ("prefixItems", _) => self.prefix_items(accepting, rejecting, &old, &new),
                    (_, Holds::Schemas) => self.branches(keyword, &old, &new),
                    (_, Holds::SchemasByName) => self.members(&old, &new),
                    ("required", _) => self.required(Some(&old), Some(&new), &at),
                    ("$ref", _) => self.references(&old, &new),
                    _ if old.value != new.value => self.replaced(&old, &new),
                    _ => {}
                }
            }
            (old, new) if keyword == "required" => {
                self.required(old.as_ref(), new.as_ref(), &at);
            }
            (Some(old), None) if keyword == "properties" || keyword == "patternProperties" => {
                let nothing = Place { value: &Value::Null, at };
                self.members(&old, &nothing);
            }
            (None, Some(new)) if keyword == "properties" || keyword == "patternProperties" => {
                let nothing = Place { value: &Value::Null, at: String::new() };
                self.members(&nothing, &new);
            }
            (Some(old), None) => {
                let edit = Edit::SetKeyword(at, old.value.clone());
                self.found(Some(old.at), None, vec![edit]);
            }
            (None, Some(new)) => {
                let edit = Edit::Remove(new.at.clone());
                self.found(None, Some(new.at), vec![edit]);
            }
            (None, None) => {}
        }
    }

    fn found(&mut self, accepting: Option<String>, rejecting: Option<String>, edits: Vec<Edit>) {
        self.differences.push(Difference { accepting, rejecting, edits });
    }

    fn replaced(&mut self, old: &Place<'a>, new: &Place<'a>) {
        let edit = Edit::SetKeyword(new.at.clone(), old.value.clone());
        self.found(Some(old.at.clone()), Some(new.at.clone()), vec![edit]);
    }

    /// References among other keywords: what they lead to is compared.
    fn references(&mut self, old: &Place<'a>, new: &Place<'a>) {
        let target = |place: &Place<'a>, root: &'a Value| {
            let at = reference::target_within(place.value.as_str()?)?;
            Some(Place { value: root.pointer(&at)?, at })
        };
        match (target(old, self.accepting), target(new, self.rejecting)) {
            (Some(before), Some(after)) => {
                self.referred(before, after, Site::Reference(new.at.clone()));
            }
            _ => self.replaced(old, new),
        }
    }

    /// `properties` and other maps: each name is a place of its own.
    fn members(&mut self, old: &Place<'a>, new: &Place<'a>) {
        let empty = Map::new();
        let before = old.value.as_object().unwrap_or(&empty);
        let after = new.value.as_object().unwrap_or(&empty);
        let added = before.keys().filter(|name| !after.contains_key(*name));
        for name in after.keys().chain(added) {
            let at = pointer::join(&new.at, name);
            match (old.child(name), new.child(name)) {
                (Some(old), Some(new)) => self.schemas(old, new),
                (Some(old), None) => {
                    let edit = Edit::SetSchema(at, old.value.clone());
                    self.found(Some(old.at), None, vec![edit]);
                }
                (None, Some(new)) => {
                    self.found(None, Some(new.at), vec![Edit::Remove(at)]);
                }
                (None, None) => {}
            }
        }
    }

    fn required(&mut self, old: Option<&Place<'a>>, new: Option<&Place<'a>>, at: &str) {
        let names = |place: Option<&Place<'a>>| -> Vec<&'a str> {
            let names = place.and_then(|place| place.value.as_array());
            names.into_iter().flatten().filter_map(Value::as_str).collect()
        };
        let (before, after) = (names(old), names(new));
        for name in after.iter().filter(|name| !before.contains(name)) {
            let edit = Edit::RemoveName(at.to_owned(), (*name).to_owned());
            self.found(old.map(|old| old.at.clone()), Some(at.to_owned()), vec![edit]);
        }
        for name in before.iter().filter(|name| !after.contains(name)) {
            let edit = Edit::AppendName(at.to_owned(), (*name).to_owned());
            let rejecting = new.map(|new| new.at.clone());
            self.found(old.map(|old| old.at.clone()), rejecting, vec![edit]);
        }
    }

    /// A prefix of another length changes which items `items` means, so both change together.
    fn prefix_items(
        &mut self,
        accepting: &Place<'a>,
        rejecting: &Place<'a>,
        old: &Place<'a>,
        new: &Place<'a>,
    ) {
        let length = |place: &Place<'a>| place.value.as_array().map_or(0, Vec::len);
        if length(old) == length(new) {
            for index in 0..length(new) {
                let index = index.to_string();
                if let (Some(old), Some(new)) = (old.child(&index), new.child(&index)) {
                    self.schemas(old, new);
                }
            }
            return;
        }
        let items = pointer::join(&rejecting.at, "items");
        let edits = vec![
            Edit::SetKeyword(new.at.clone(), old.value.clone()),
            match accepting.child("items") {
                Some(items_before) => Edit::SetKeyword(items, items_before.value.clone()),
                None => Edit::Remove(items),
            },
        ];
        self.found(Some(old.at.clone()), Some(new.at.clone()), edits);
    }

    /// `allOf`, `anyOf`, `oneOf`: branches are paired by what they say, then by their names.
    fn branches(&mut self, keyword: &str, old: &Place<'a>, new: &Place<'a>) {
        let list = |place: &Place<'a>| -> Vec<Place<'a>> {
            let length = place.value.as_array().map_or(0, Vec::len);
            (0..length).filter_map(|index| place.child(&index.to_string())).collect()
        };
        let (mut before, mut after) = (list(old), list(new));
        let mut pairs = Vec::new();
        for resembles in RESEMBLANCES {
            after.retain(|new| {
                let (accepting, rejecting) = (self.accepting, self.rejecting);
                let after = new.clone().followed(rejecting);
                let found = before
                    .iter()
                    .position(|old| resembles(old.clone().followed(accepting).value, after.value));
                if let Some(found) = found {
                    pairs.push((before.remove(found), new.clone()));
                }
                found.is_none()
            });
        }
        for (old, new) in pairs {
            self.schemas(old, new);
        }
        // A branch that says nothing takes the place of one that goes, so that the others keep
        // their places.
        let neutral = Value::Bool(keyword == "allOf");
        for branch in after {
            let edit = Edit::SetSchema(branch.at.clone(), neutral.clone());
            self.found(None, Some(branch.at), vec![edit]);
        }
        for branch in before {
            let edit = Edit::Append(new.at.clone(), branch.value.clone());
            self.found(Some(branch.at), None, vec![edit]);
        }
    }
}
