//! Which properties and items the siblings of an `unevaluated…` keyword have evaluated.

use super::{Assertion, AssertionId, Assertions};

/// What is evaluated, once it is decided which of the conditional siblings hold.
#[derive(Debug, Default)]
pub(crate) struct Evaluated {
    /// Every property, or every item.
    pub(crate) everything: bool,
    /// Properties by name.
    pub(crate) names: Vec<String>,
    /// Properties by pattern.
    pub(crate) patterns: Vec<String>,
    /// The number of leading items.
    pub(crate) prefix: u64,
    /// Items that meet one of these.
    pub(crate) contained: Vec<AssertionId>,
}

/// Evaluation depends on whether this assertion holds, and that is not decided yet; or it cannot
/// be known at all.
pub(crate) enum Pending {
    /// Decide this one first.
    On(AssertionId),
    /// A sibling cannot be read.
    Unreadable,
}

/// The properties that `siblings` evaluate; `decided` tells which assertions hold.
pub(crate) fn evaluated_properties(
    siblings: &[AssertionId],
    assertions: &Assertions,
    decided: &dyn Fn(AssertionId) -> Option<bool>,
) -> Result<Evaluated, Pending> {
    walk(siblings, assertions, decided, Parts::Properties, &mut |assertion, evaluated| {
        match assertion {
            Assertion::Property { name, .. } => evaluated.names.push(name.clone()),
            Assertion::PatternProperty { pattern, .. } => evaluated.patterns.push(pattern.clone()),
            Assertion::OtherProperties { .. } | Assertion::UnevaluatedProperties { .. } => {
                evaluated.everything = true;
            }
            _ => {}
        }
    })
}

/// The items that `siblings` evaluate; `decided` tells which assertions hold.
pub(crate) fn evaluated_items(
    siblings: &[AssertionId],
    assertions: &Assertions,
    decided: &dyn Fn(AssertionId) -> Option<bool>,
) -> Result<Evaluated, Pending> {
    walk(siblings, assertions, decided, Parts::Items, &mut |assertion, evaluated| match assertion {
        Assertion::Element { index, .. } => evaluated.prefix = evaluated.prefix.max(index + 1),
        Assertion::Elements { .. } | Assertion::UnevaluatedItems { .. } => {
            evaluated.everything = true;
        }
        Assertion::Contains { schema, .. } => evaluated.contained.push(*schema),
        _ => {}
    })
}

/// The parts of an instance that are evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    Properties,
    Items,
}

type Note<'a> = &'a mut dyn FnMut(&Assertion, &mut Evaluated);

fn walk(
    siblings: &[AssertionId],
    assertions: &Assertions,
    decided: &dyn Fn(AssertionId) -> Option<bool>,
    parts: Parts,
    note: Note<'_>,
) -> Result<Evaluated, Pending> {
    let mut evaluated = Evaluated::default();
    let mut seen = Vec::new();
    let mut todo = siblings.to_vec();
    while let Some(id) = todo.pop() {
        let id = assertions.resolve(id).ok_or(Pending::Unreadable)?;
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match assertions.get(id) {
            Assertion::All(conjuncts) => todo.extend_from_slice(conjuncts),
            Assertion::Any(branches) | Assertion::One(branches) => {
                for branch in branches {
                    if holds(*branch, assertions, decided)? {
                        todo.push(*branch);
                    }
                }
            }
            Assertion::If { condition, then, otherwise } => {
                if holds(*condition, assertions, decided)? {
                    todo.extend([*condition, *then]);
                } else {
                    todo.push(*otherwise);
                }
            }
            // Only an object has properties to depend on.
            Assertion::Dependent { present, schema } if parts == Parts::Properties => {
                if holds(*present, assertions, decided)? {
                    todo.push(*schema);
                }
            }
            Assertion::Opaque(_) => return Err(Pending::Unreadable),
            assertion => note(assertion, &mut evaluated),
        }
    }
    Ok(evaluated)
}

fn holds(
    id: AssertionId,
    assertions: &Assertions,
    decided: &dyn Fn(AssertionId) -> Option<bool>,
) -> Result<bool, Pending> {
    let id = assertions.resolve(id).ok_or(Pending::Unreadable)?;
    if *assertions.get(id) == Assertion::All(Vec::new()) {
        return Ok(true);
    }
    decided(id).ok_or(Pending::On(id))
}
