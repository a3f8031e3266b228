//! What is left of two schemas when optional properties that are the same in both are forbidden.
//!
//! Real schemas change in a few places. What differs shows in documents that hold none of the rest, and among
//! those it is found in a fraction of the time.

use std::collections::BTreeSet;

use exact_schema_schema::{pointer, reference, subschema};
use serde_json::{Map, Value};

use super::{edit::each_reference, kept::Targets};

/// The keywords that hold definitions.
const HOLDERS: [&str; 2] = ["$defs", "definitions"];

/// The two schemas without optional properties that are the same in both, and without what only those refer to.
/// Each of them accepts fewer documents than it did, and says the same of those that it still accepts.
pub(crate) fn slices(accepting: &Value, rejecting: &Value) -> [Value; 2] {
    let mut slices = [accepting.clone(), rejecting.clone()];
    let slicer = Slicer {
        same: same_definitions(accepting, rejecting),
        targets: [Targets::of(accepting), Targets::of(rejecting)],
        required: [accepting, rejecting].into_iter().flat_map(required).collect(),
    };
    let [accepting, rejecting] = &mut slices;
    slicer.cut(accepting, rejecting, "");
    slices.iter_mut().for_each(drop_unreachable);
    slices
}

struct Slicer<'a> {
    /// The places of definitions that say the same in both schemas.
    same: BTreeSet<String>,
    targets: [Targets; 2],
    /// The names that some document needs.
    required: BTreeSet<&'a str>,
}

impl Slicer<'_> {
    /// Forbids what can be forbidden in two schemas that stand at the same place.
    fn cut(&self, accepting: &mut Value, rejecting: &mut Value, at: &str) {
        let there: BTreeSet<String> = subschema::places(rejecting).into_iter().collect();
        for place in subschema::places(accepting) {
            if !there.contains(&place) {
                continue;
            }
            let both = accepting.pointer_mut(&place).zip(rejecting.pointer_mut(&place));
            let Some((one, other)) = both else { continue };
            let whole = format!("{at}{place}");
            let name =
                place.strip_prefix("/properties/").and_then(|_| pointer::tokens(&place).nth(1));
            match name {
                Some(name) if one == other && self.is_dispensable(&name, &whole, one) => {
                    *one = Value::Bool(false);
                    *other = Value::Bool(false);
                }
                _ => self.cut(one, other, &whole),
            }
        }
    }

    fn is_dispensable(&self, name: &str, at: &str, schema: &Value) -> bool {
        schema.is_object()
            && !self.required.contains(name)
            && self.targets.iter().all(|targets| !targets.lead_into(at))
            && is_closed(schema, &self.same)
    }
}

/// Whether all references in the schema lead to some of these places.
fn is_closed(schema: &Value, places: &BTreeSet<String>) -> bool {
    let mut closed = true;
    each_reference(&mut schema.clone(), &mut |reference| {
        closed &= reference::target_within(reference)
            .is_some_and(|target| definition(&target).is_some_and(|it| places.contains(&it)));
    });
    closed
}

/// The place of the definition that holds a place.
fn definition(at: &str) -> Option<String> {
    let mut tokens = pointer::tokens(at);
    let (holder, name) = (tokens.next()?, tokens.next()?);
    let is_holder = HOLDERS.contains(&holder.as_str());
    is_holder.then(|| pointer::join(&pointer::join("", &holder), &name))
}

/// The places of the definitions that are equal in both schemas, with all that they refer to.
fn same_definitions(one: &Value, other: &Value) -> BTreeSet<String> {
    let mut same = BTreeSet::new();
    for holder in HOLDERS {
        let Some(Value::Object(named)) = one.get(holder) else { continue };
        let at = pointer::join("", holder);
        let equal = named.iter().filter(|(name, it)| other[holder].get(name) == Some(it));
        same.extend(equal.map(|(name, _)| pointer::join(&at, name)));
    }
    loop {
        let is_whole = |at: &String| one.pointer(at).is_some_and(|it| is_closed(it, &same));
        let whole: BTreeSet<String> = same.iter().filter(|at| is_whole(at)).cloned().collect();
        if whole.len() == same.len() {
            return same;
        }
        same = whole;
    }
}

/// Every name that some keyword may ask for.
fn required(value: &Value) -> Vec<&str> {
    let mut names = Vec::new();
    match value {
        Value::Array(items) => items.iter().for_each(|it| names.extend(required(it))),
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("required", Value::Array(listed)) => {
                        names.extend(listed.iter().filter_map(Value::as_str));
                    }
                    ("dependentRequired" | "dependentSchemas", Value::Object(dependent)) => {
                        names.extend(dependent.keys().map(String::as_str));
                        let lists = dependent.values().filter_map(Value::as_array);
                        names.extend(lists.flatten().filter_map(Value::as_str));
                    }
                    _ => {}
                }
                names.extend(required(value));
            }
        }
        _ => {}
    }
    names
}

/// Drops the definitions that nothing refers to.
fn drop_unreachable(schema: &mut Value) {
    let mut reached = BTreeSet::new();
    let mut root = schema.clone();
    let mut held = Map::new();
    if let Some(keywords) = root.as_object_mut() {
        for holder in HOLDERS {
            held.extend(keywords.remove(holder).map(|it| (holder.to_owned(), it)));
        }
    }
    let held = Value::Object(held);
    let mut todo = vec![root];
    while let Some(mut value) = todo.pop() {
        each_reference(&mut value, &mut |reference| {
            let target = reference::target_within(reference).and_then(|it| definition(&it));
            if let Some(at) = target.filter(|at| !reached.contains(at)) {
                todo.extend(held.pointer(&at).cloned());
                reached.insert(at);
            }
        });
    }
    for holder in HOLDERS {
        let at = pointer::join("", holder);
        if let Some(Value::Object(named)) = schema.get_mut(holder) {
            named.retain(|name, _| reached.contains(&pointer::join(&at, name)));
        }
    }
}
