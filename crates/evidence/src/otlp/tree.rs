//! Which span is within which.

use std::collections::HashMap;

use super::export::{Id, Span};

/// The parents of spans.
pub struct Tree {
    parents: Vec<Parent>,
}

/// Where a span stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    /// It is within no other.
    None,
    Known(usize),
    /// It is within one that is not there.
    Missing,
}

impl Tree {
    pub fn of(spans: &[Span<'_>]) -> Self {
        let places: HashMap<&Id, usize> =
            (0..).zip(spans).map(|(place, span)| (&span.span_id, place)).collect();
        let parent = |span: &Span<'_>| match places.get(&span.parent_span_id) {
            _ if !span.parent_span_id.is_some() => Parent::None,
            Some(place) => Parent::Known(*place),
            None => Parent::Missing,
        };
        Self { parents: spans.iter().map(parent).collect() }
    }

    /// Whether a span is within one that is not there.
    pub fn is_orphan(&self, place: usize) -> bool {
        self.parents.get(place) == Some(&Parent::Missing)
    }

    /// The spans around a span, from the inside out. Spans that are within each other end it.
    pub fn around(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let parent = |place: &usize| match self.parents.get(*place) {
            Some(Parent::Known(parent)) => Some(*parent),
            _ => None,
        };
        std::iter::successors(parent(&place), parent).take(self.parents.len())
    }

    /// How many spans are around each, as far as each of them `counts` to the next one within; in time that grows
    /// with the spans, however deep they are.
    pub fn depths(&self, counts: impl Fn(usize, usize) -> bool) -> Vec<usize> {
        let mut depths: Vec<Option<usize>> = vec![None; self.parents.len()];
        for place in 0..depths.len() {
            // From the span outwards, until one is met whose depth is known, or around which none counts.
            let mut chain = vec![place];
            let mut depth = 0;
            for outer in self.around(place) {
                let inner = chain[chain.len() - 1];
                if depths[inner].is_some() || !counts(inner, outer) || outer == place {
                    break;
                }
                chain.push(outer);
            }
            for inner in chain.into_iter().rev() {
                depth = *depths[inner].get_or_insert(depth) + 1;
            }
        }
        depths.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Which spans have one of `inner` somewhere within them.
    pub fn with_inner(&self, inner: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut has = vec![false; self.parents.len()];
        for place in inner {
            for around in self.around(place) {
                // What is around it has been marked, too.
                if std::mem::replace(&mut has[around], true) {
                    break;
                }
            }
        }
        has
    }
}
