//! Whether an instance meets an assertion.
//!
//! The search builds instances from what its claims say in part; this is how it finds out that an
//! instance meets the rest as well, or that it was built wrongly.

use serde_json::Value;

use super::search::Solver;
use crate::schema::{
    Assertion, AssertionId, Constant, Decimal, Evaluated, Kind, Pending, evaluated_items,
    evaluated_properties, is_among,
};

/// Schemas that refer to themselves without going into the instance nest no deeper than this.
const MAX_NESTING: usize = 300;
/// What it takes to look at one assertion, in sixteenths of a step.
const WORK: u64 = 2;

impl Solver<'_> {
    /// Whether `instance` meets the assertion; `None` where that cannot be told.
    pub(super) fn meets(&mut self, id: AssertionId, instance: &Value) -> Option<bool> {
        self.meets_within(id, instance, MAX_NESTING)
    }

    fn meets_within(&mut self, id: AssertionId, instance: &Value, nesting: usize) -> Option<bool> {
        let nesting = nesting.checked_sub(1)?;
        self.budget.work(WORK);
        let id = self.assertions.resolve(id)?;
        let kind = Kind::of(instance);
        let assertion = self.assertions.shared(id);
        if assertion.kind().is_some_and(|asserted| !asserted.includes(kind)) {
            return Some(true);
        }
        match &*assertion {
            Assertion::Nothing => Some(false),
            Assertion::Kinds(kinds) => Some(kinds.contains(kind)),
            Assertion::Values(values) => Some(is_among(&Constant::new(instance.clone()), values)),
            Assertion::All(ids) => every(ids, |id| self.meets_within(*id, instance, nesting)),
            Assertion::Any(ids) => {
                let none = every(ids, |id| Some(!self.meets_within(*id, instance, nesting)?));
                Some(!none?)
            }
            Assertion::One(ids) => {
                let mut count = 0;
                for id in ids {
                    count += usize::from(self.meets_within(*id, instance, nesting)?);
                }
                Some(count == 1)
            }
            Assertion::Not(id) => Some(!self.meets_within(*id, instance, nesting)?),
            Assertion::If { condition, then, otherwise } => {
                let holds = self.meets_within(*condition, instance, nesting)?;
                self.meets_within(if holds { *then } else { *otherwise }, instance, nesting)
            }
            Assertion::Opaque(_) | Assertion::Recursion(_) => None,
            assertion => match instance {
                Value::Number(number) => number_meets(assertion, &Decimal::read(number)?),
                Value::String(text) => self.text_meets(assertion, text),
                Value::Array(items) => self.array_meets(assertion, instance, items, nesting),
                Value::Object(_) => self.object_meets(assertion, instance, nesting),
                Value::Null | Value::Bool(_) => Some(true),
            },
        }
    }

    fn text_meets(&mut self, assertion: &Assertion, text: &str) -> Option<bool> {
        let length = || text.chars().count() as u64;
        match assertion {
            Assertion::MinLength(min) => Some(length() >= *min),
            Assertion::MaxLength(max) => Some(length() <= *max),
            Assertion::Pattern(pattern) => self.texts.meets("pattern", pattern, text),
            Assertion::Format(format) => self.texts.meets("format", format, text),
            _ => None,
        }
    }

    fn array_meets(
        &mut self,
        assertion: &Assertion,
        instance: &Value,
        items: &[Value],
        nesting: usize,
    ) -> Option<bool> {
        let length = items.len() as u64;
        match assertion {
            Assertion::MinItems(min) => Some(length >= *min),
            Assertion::MaxItems(max) => Some(length <= *max),
            Assertion::UniqueItems => {
                let mut distinct = std::collections::HashSet::new();
                Some(items.iter().all(|item| distinct.insert(Constant::new(item.clone()))))
            }
            Assertion::Element { index, schema } => {
                match usize::try_from(*index).ok().and_then(|index| items.get(index)) {
                    Some(item) => self.meets(*schema, item),
                    None => Some(true),
                }
            }
            Assertion::Elements { from, schema } => {
                let rest = items.iter().skip(usize::try_from(*from).unwrap_or(usize::MAX));
                every(rest, |item| self.meets(*schema, item))
            }
            Assertion::Contains { schema, min, max } | Assertion::Count { schema, min, max } => {
                let mut count = 0;
                for item in items {
                    count += u64::from(self.meets(*schema, item)?);
                }
                Some(count >= *min && max.is_none_or(|max| count <= max))
            }
            Assertion::UnevaluatedItems { siblings, schema } => {
                let evaluated = self.evaluated(siblings, instance, nesting, evaluated_items)?;
                if evaluated.everything {
                    return Some(true);
                }
                let rest = usize::try_from(evaluated.prefix).unwrap_or(usize::MAX);
                every(items.iter().skip(rest), |item| {
                    for contained in &evaluated.contained {
                        if self.meets(*contained, item)? {
                            return Some(true);
                        }
                    }
                    self.meets(*schema, item)
                })
            }
            _ => None,
        }
    }

    fn object_meets(
        &mut self,
        assertion: &Assertion,
        instance: &Value,
        nesting: usize,
    ) -> Option<bool> {
        let members = instance.as_object()?;
        let count = members.len() as u64;
        match assertion {
            Assertion::MinProperties(min) => Some(count >= *min),
            Assertion::MaxProperties(max) => Some(count <= *max),
            Assertion::Required(name) => Some(members.contains_key(name)),
            Assertion::Property { name, schema } => match members.get(name) {
                Some(value) => self.meets(*schema, value),
                None => Some(true),
            },
            Assertion::PatternProperty { pattern, schema } => {
                self.each_meets(*schema, instance, |solver, name| solver.matches(pattern, name))
            }
            Assertion::OtherProperties { names, patterns, schema } => {
                let is_other =
                    |solver: &mut Self, name: &str| solver.is_other(names, patterns, name);
                self.each_meets(*schema, instance, is_other)
            }
            Assertion::PropertyNames(schema) => {
                every(members.keys(), |name| self.meets(*schema, &Value::from(name.as_str())))
            }
            Assertion::Dependent { present, schema } => {
                if self.meets_within(*present, instance, nesting)? {
                    self.meets_within(*schema, instance, nesting)
                } else {
                    Some(true)
                }
            }
            Assertion::UnevaluatedProperties { siblings, schema } => {
                let evaluated =
                    self.evaluated(siblings, instance, nesting, evaluated_properties)?;
                if evaluated.everything {
                    return Some(true);
                }
                let Evaluated { names, patterns, .. } = evaluated;
                let is_other =
                    |solver: &mut Self, name: &str| solver.is_other(&names, &patterns, name);
                self.each_meets(*schema, instance, is_other)
            }
            _ => None,
        }
    }

    /// Whether every property of which the schema speaks meets it.
    fn each_meets(
        &mut self,
        schema: AssertionId,
        instance: &Value,
        speaks_of: impl Fn(&mut Self, &str) -> Option<bool>,
    ) -> Option<bool> {
        every(instance.as_object()?, |(name, value)| {
            if speaks_of(self, name)? { self.meets(schema, value) } else { Some(true) }
        })
    }

    /// What the siblings of an `unevaluated…` keyword evaluate in `instance`.
    fn evaluated(
        &mut self,
        siblings: &[AssertionId],
        instance: &Value,
        nesting: usize,
        evaluated: impl Fn(
            &[AssertionId],
            &crate::schema::Assertions,
            &dyn Fn(AssertionId) -> Option<bool>,
        ) -> Result<Evaluated, Pending>,
    ) -> Option<Evaluated> {
        let mut known = std::collections::HashMap::new();
        loop {
            let decided = |id: AssertionId| known.get(&id).copied();
            match evaluated(siblings, &self.assertions, &decided) {
                Ok(evaluated) => return Some(evaluated),
                Err(Pending::On(id)) => {
                    known.insert(id, self.meets_within(id, instance, nesting)?);
                }
                Err(Pending::Unreadable) => return None,
            }
        }
    }
}

fn number_meets(assertion: &Assertion, value: &Decimal) -> Option<bool> {
    Some(match assertion {
        Assertion::Minimum { bound, exclusive: true } => value > bound,
        Assertion::Minimum { bound, exclusive: false } => value >= bound,
        Assertion::Maximum { bound, exclusive: true } => value < bound,
        Assertion::Maximum { bound, exclusive: false } => value <= bound,
        Assertion::MultipleOf(divisor) => value.is_multiple_of(divisor),
        _ => return None,
    })
}

/// Whether all hold: one that does not hold decides, whatever is unknown of the others.
fn every<T>(
    items: impl IntoIterator<Item = T>,
    mut holds: impl FnMut(T) -> Option<bool>,
) -> Option<bool> {
    let mut all = Some(true);
    for item in items {
        match holds(item) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}
