//! Numbers within bounds, multiples of some numbers and not of others.

use std::cmp::Ordering;

use super::search::{Claim, Outcome, Solver};
use crate::schema::{Assertion, Constant, Decimal};

/// Candidates tried before the search gives up.
const MAX_CANDIDATES: usize = 4_000;

/// The claims about a number, sorted out.
#[derive(Debug, Default)]
struct Numbers {
    lower: Option<Bound>,
    upper: Option<Bound>,
    divisors: Vec<Decimal>,
    not_divisors: Vec<Decimal>,
    allowed: Option<Vec<Constant>>,
    excluded: Vec<Constant>,
    /// Something here could not be read or compared.
    unclear: bool,
}

#[derive(Clone, Copy, Debug)]
struct Bound {
    at: Decimal,
    exclusive: bool,
}

impl Solver<'_> {
    pub(super) fn solve_integer(&self, leaves: &[Claim]) -> Outcome {
        let mut numbers = self.numbers(leaves);
        // The integers are the multiples of one.
        numbers.divisors.push(Decimal::integer(1));
        numbers.solve(|value| value.is_integer())
    }

    pub(super) fn solve_fraction(&self, leaves: &[Claim]) -> Outcome {
        self.numbers(leaves).solve(|value| !value.is_integer())
    }

    fn numbers(&self, leaves: &[Claim]) -> Numbers {
        let mut numbers = Numbers::default();
        for (id, holds) in leaves {
            match (self.assertions.get(*id), *holds) {
                (Assertion::Minimum { bound, exclusive }, true) => {
                    numbers.raise(Bound { at: *bound, exclusive: *exclusive });
                }
                (Assertion::Minimum { bound, exclusive }, false) => {
                    numbers.lower(Bound { at: *bound, exclusive: !exclusive });
                }
                (Assertion::Maximum { bound, exclusive }, true) => {
                    numbers.lower(Bound { at: *bound, exclusive: *exclusive });
                }
                (Assertion::Maximum { bound, exclusive }, false) => {
                    numbers.raise(Bound { at: *bound, exclusive: !exclusive });
                }
                (Assertion::MultipleOf(divisor), true) => numbers.divisors.push(*divisor),
                (Assertion::MultipleOf(divisor), false) => numbers.not_divisors.push(*divisor),
                (Assertion::Values(values), true) => match &mut numbers.allowed {
                    Some(allowed) => allowed.retain(|value| values.contains(value)),
                    None => numbers.allowed = Some(values.clone()),
                },
                (Assertion::Values(values), false) => numbers.excluded.extend_from_slice(values),
                _ => numbers.unclear = true,
            }
        }
        numbers
    }
}

impl Numbers {
    fn raise(&mut self, bound: Bound) {
        let tighter = self.lower.map_or(Some(true), |lower| {
            Some(match bound.at.compare(lower.at)? {
                Ordering::Greater => true,
                Ordering::Equal => bound.exclusive,
                Ordering::Less => false,
            })
        });
        match tighter {
            Some(true) => self.lower = Some(bound),
            Some(false) => {}
            None => self.unclear = true,
        }
    }

    fn lower(&mut self, bound: Bound) {
        let tighter = self.upper.map_or(Some(true), |upper| {
            Some(match bound.at.compare(upper.at)? {
                Ordering::Less => true,
                Ordering::Equal => bound.exclusive,
                Ordering::Greater => false,
            })
        });
        match tighter {
            Some(true) => self.upper = Some(bound),
            Some(false) => {}
            None => self.unclear = true,
        }
    }

    fn solve(self, is_of_kind: impl Fn(Decimal) -> bool) -> Outcome {
        if let Some(allowed) = &self.allowed {
            let mut outcome = Outcome::Empty;
            for constant in allowed {
                let serde_json::Value::Number(number) = &constant.value else { continue };
                match Decimal::read(number).map(|value| is_of_kind(value) && self.admits(value)) {
                    Some(false) => {}
                    Some(true) if !self.unclear => {
                        return Outcome::Instance(constant.value.clone());
                    }
                    _ => outcome = Outcome::Unknown,
                }
            }
            return outcome;
        }
        if self.is_contradictory() {
            return Outcome::Empty;
        }
        let (candidates, complete) = self.candidates();
        for value in candidates {
            if is_of_kind(value) && self.admits(value) && !self.unclear {
                if let Some(value) = value.to_json() {
                    return Outcome::Instance(value);
                }
                return Outcome::Unknown;
            }
        }
        if complete && !self.unclear { Outcome::Empty } else { Outcome::Unknown }
    }

    /// Whether no number at all can meet the claims, or no integer where the step is one.
    fn is_contradictory(&self) -> bool {
        let crossed = match (self.lower, self.upper) {
            (Some(lower), Some(upper)) => match lower.at.compare(upper.at) {
                Some(Ordering::Greater) => true,
                Some(Ordering::Equal) => lower.exclusive || upper.exclusive,
                _ => false,
            },
            _ => false,
        };
        crossed
            || self.step().is_some_and(|step| {
                self.not_divisors.iter().any(|divisor| step.is_multiple_of(*divisor) == Some(true))
            })
    }

    /// The number whose multiples are the candidates, if there is any divisor.
    fn step(&self) -> Option<Decimal> {
        let mut divisors = self.divisors.iter();
        let first = *divisors.next()?;
        divisors.try_fold(first, |step, divisor| step.least_common_multiple(*divisor))
    }

    /// Numbers worth trying, and whether there are no others.
    fn candidates(&self) -> (Vec<Decimal>, bool) {
        if let (Some(lower), Some(upper)) = (self.lower, self.upper)
            && lower.at == upper.at
        {
            return (vec![lower.at], true);
        }
        if self.divisors.is_empty() {
            return (self.between().into_iter().flatten().collect(), false);
        }
        let Some(step) = self.step() else { return (Vec::new(), false) };
        self.multiples(step).unwrap_or_else(|| (self.beyond(), false))
    }

    /// The multiples of `step` within the bounds, those near zero first.
    fn multiples(&self, step: Decimal) -> Option<(Vec<Decimal>, bool)> {
        let first = match self.lower {
            Some(bound) => match bound.at.quotient_ceil(step) {
                // Too far below zero to matter to numbers near it.
                None if bound.at.is_negative() => None,
                first => Some(first?),
            },
            None => None,
        };
        let last = match self.upper {
            Some(bound) => match bound.at.times(-1)?.quotient_ceil(step) {
                None if !bound.at.is_negative() => None,
                last => Some(last?.checked_neg()?),
            },
            None => None,
        };
        let near = 0.clamp(
            first.unwrap_or(i128::MIN).min(last.unwrap_or(i128::MAX)),
            last.unwrap_or(i128::MAX).max(first.unwrap_or(i128::MIN)),
        );
        let within = |factor: i128| {
            first.is_none_or(|first| first <= factor) && last.is_none_or(|last| factor <= last)
        };
        let mut factors = Vec::new();
        for distance in 0..MAX_CANDIDATES as i128 {
            let above = near.checked_add(distance).filter(|factor| within(*factor));
            let below = near.checked_sub(distance).filter(|factor| within(*factor));
            if above.is_none() && below.is_none() {
                break;
            }
            factors.extend(above);
            factors.extend(below.filter(|_| distance > 0));
        }
        let complete = match (first, last) {
            (Some(first), Some(last)) => last.checked_sub(first)? < MAX_CANDIDATES as i128 / 2,
            _ => false,
        };
        let multiples = factors.iter().map(|factor| step.times(*factor));
        Some((multiples.collect::<Option<_>>()?, complete))
    }

    /// Numbers that are worth trying where no multiple can be counted up to: the bounds, and what
    /// lies far beyond them.
    fn beyond(&self) -> Vec<Decimal> {
        let bounds = [self.lower, self.upper].into_iter().flatten();
        bounds.flat_map(|bound| [Some(bound.at), bound.at.times(2)]).flatten().collect()
    }

    /// Fractions near zero and at the bounds, and beside the multiples that are excluded.
    fn between(&self) -> Vec<Option<Decimal>> {
        let half = Decimal::new(5, -1);
        let mut bases = vec![Decimal::integer(0)];
        for bound in [self.lower, self.upper].into_iter().flatten() {
            bases.push(bound.at);
        }
        let mut candidates = Vec::new();
        for base in &bases {
            for offset in [0, 5, 15, -5, -15, 1, -1] {
                candidates.push(base.add(Decimal::new(offset, -1)));
            }
            for divisor in &self.not_divisors {
                let beside = divisor.half();
                candidates.push(beside.and_then(|beside| base.add(beside)));
                candidates
                    .push(beside.and_then(|beside| beside.times(-1)).and_then(|b| base.add(b)));
            }
        }
        if let (Some(lower), Some(upper)) = (self.lower, self.upper) {
            // Halving the gap again and again evades any finite set of excluded values.
            let mut gap = lower.at.times(-1).and_then(|negative| upper.at.add(negative));
            for _ in 0..24 {
                gap = gap.and_then(Decimal::half);
                candidates.push(gap.and_then(|gap| lower.at.add(gap)));
            }
        }
        candidates.push(Some(half));
        candidates
    }

    /// Whether `value` meets every claim that can be read.
    fn admits(&self, value: Decimal) -> bool {
        let above = |bound: &Bound| match value.compare(bound.at) {
            Some(Ordering::Less) => false,
            Some(Ordering::Equal) => !bound.exclusive,
            _ => true,
        };
        let below = |bound: &Bound| match value.compare(bound.at) {
            Some(Ordering::Greater) => false,
            Some(Ordering::Equal) => !bound.exclusive,
            _ => true,
        };
        let is_excluded =
            || value.to_json().is_some_and(|value| self.excluded.contains(&Constant::new(value)));
        self.lower.as_ref().is_none_or(above)
            && self.upper.as_ref().is_none_or(below)
            && self.divisors.iter().all(|divisor| value.is_multiple_of(*divisor) != Some(false))
            && self.not_divisors.iter().all(|divisor| value.is_multiple_of(*divisor) != Some(true))
            && !is_excluded()
    }
}
