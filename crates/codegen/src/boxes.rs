//! Where types hold parts behind a pointer: so that none holds itself, and none is nested deeper
//! than compilers like.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Edges, leaves_first, on_circles};
use crate::shape::{Definitions, Kind, Usage};

/// How deep values are nested in each other in place.
const DEPTH: usize = 16;

/// The parts that are boxed, each by the names of its owner's type and its own.
#[derive(Debug)]
pub(crate) struct Boxes(BTreeSet<(String, String)>);

impl Boxes {
    pub(crate) fn of(definitions: &Definitions) -> Self {
        let names: Vec<&String> = definitions.keys().collect();
        let numbers: BTreeMap<&str, usize> =
            names.iter().enumerate().map(|(number, name)| (name.as_str(), number)).collect();
        let parts = |kind: &Kind| {
            kind.in_place().iter().filter_map(|name| numbers.get(name).copied()).collect()
        };
        let mut next: Edges = definitions.values().map(|it| parts(&it.kind)).collect();
        let mut boxed = BTreeSet::new();
        // A union is where a circle is cut, where there is one on it.
        let kind = |owner: usize| definitions.get(names[owner]).map(|it| &it.kind);
        let is_union = |owner: usize| {
            matches!(kind(owner), Some(Kind::ByType(_) | Kind::FirstOf(_) | Kind::Union(_)))
        };
        let is_object = |owner: usize| matches!(kind(owner), Some(Kind::Object(_)));
        for may_cut in [&is_union as &dyn Fn(usize) -> bool, &is_object] {
            cut_circles(&mut next, may_cut, &mut boxed);
        }
        let mut depths = vec![0; names.len()];
        for owner in leaves_first(&next) {
            let parts = next[owner].iter();
            let is_far =
                |part: usize| depths[part] >= DEPTH && (is_union(owner) || is_object(owner));
            let (far, near): (Vec<usize>, Vec<usize>) = parts.partition(|&&part| is_far(part));
            boxed.extend(far.into_iter().map(|part| (owner, part)));
            depths[owner] = near.into_iter().map(|part| depths[part] + 1).max().unwrap_or(0);
        }
        let named = |(owner, part): (usize, usize)| (names[owner].clone(), names[part].clone());
        Self(boxed.into_iter().map(named).collect())
    }

    /// Whether what a place of `owner` holds is behind a pointer.
    pub(crate) fn hold(&self, owner: &str, usage: &Usage) -> bool {
        usage.in_place().iter().any(|part| self.contain(owner, part))
    }

    pub(crate) fn contain(&self, owner: &str, part: &str) -> bool {
        self.0.contains(&(owner.to_owned(), part.to_owned()))
    }
}

/// Boxes the parts through which an owner that `may_cut` holds itself.
fn cut_circles(
    next: &mut Edges,
    may_cut: &dyn Fn(usize) -> bool,
    boxed: &mut BTreeSet<(usize, usize)>,
) {
    let circling = on_circles(next);
    let mut cuts = BTreeSet::new();
    for owner in (0..next.len()).filter(|&owner| circling[owner] && may_cut(owner)) {
        let holds = |part: usize| circling[part] && reaches(next, part, owner);
        cuts.extend(next[owner].iter().filter(|&&part| holds(part)).map(|&part| (owner, part)));
    }
    for (owner, part) in &cuts {
        next[*owner].retain(|other| other != part);
    }
    boxed.extend(cuts);
}

fn reaches(next: &Edges, from: usize, to: usize) -> bool {
    let mut pending = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(node) = pending.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            pending.extend(&next[node]);
        }
    }
    false
}
