//! Numbers within bounds, multiples of some numbers and not of others.

use std::cmp::Ordering;

use num_bigint::BigInt;

use super::{
    Obstacle,
    search::{Claim, Outcome, Solver},
};
use crate::schema::{Assertion, Constant, Decimal, is_among};

/// Candidates tried before the search gives up.
const MAX_CANDIDATES: usize = 4_000;
/// Multiples near zero that are tried before numbers beyond the bounds, which a double often holds
/// where it does not hold those near the bounds.
const NEAR: usize = 64;

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

#[derive(Clone, Debug)]
struct Bound {
    at: Decimal,
    exclusive: bool,
}

impl Solver<'_> {
    pub(super) fn solve_integer(&mut self, leaves: &[Claim]) -> Outcome {
        let mut numbers = self.numbers(leaves);
        // The integers are the multiples of one.
        numbers.divisors.push(Decimal::integer(1));
        self.solve_numbers(numbers, |value| value.is_integer())
    }

    pub(super) fn solve_fraction(&mut self, leaves: &[Claim]) -> Outcome {
        let numbers = self.numbers(leaves);
        if numbers.step().is_some_and(|step| step.is_integer()) {
            return Outcome::Empty;
        }
        self.solve_numbers(numbers, |value| !value.is_integer())
    }

    fn solve_numbers(&mut self, numbers: Numbers, is_of_kind: fn(&Decimal) -> bool) -> Outcome {
        self.budget.work(numbers.excluded.len() as u64);
        let is_clear = !numbers.unclear;
        let outcome = numbers.solve(is_of_kind);
        if outcome == Outcome::Unknown && is_clear {
            self.meet(Obstacle::Numbers);
        }
        outcome
    }

    fn numbers(&self, leaves: &[Claim]) -> Numbers {
        let mut numbers = Numbers::default();
        for (id, holds) in leaves {
            match (self.assertions.get(*id), *holds) {
                (Assertion::Minimum { bound, exclusive }, true) => {
                    numbers.raise(Bound { at: bound.clone(), exclusive: *exclusive });
                }
                (Assertion::Minimum { bound, exclusive }, false) => {
                    numbers.lower(Bound { at: bound.clone(), exclusive: !exclusive });
                }
                (Assertion::Maximum { bound, exclusive }, true) => {
                    numbers.lower(Bound { at: bound.clone(), exclusive: *exclusive });
                }
                (Assertion::Maximum { bound, exclusive }, false) => {
                    numbers.raise(Bound { at: bound.clone(), exclusive: !exclusive });
                }
                (Assertion::MultipleOf(divisor), true) => numbers.divisors.push(divisor.clone()),
                (Assertion::MultipleOf(divisor), false) => {
                    numbers.not_divisors.push(divisor.clone())
                }
                (Assertion::Values(values), true) => match &mut numbers.allowed {
                    Some(allowed) => allowed.retain(|value| is_among(value, values)),
                    None => numbers.allowed = Some(values.clone()),
                },
                (Assertion::Values(values), false) => numbers.excluded.extend_from_slice(values),
                _ => numbers.unclear = true,
            }
        }
        numbers.excluded.sort();
        numbers
    }
}

impl Numbers {
    fn raise(&mut self, bound: Bound) {
        if self.lower.as_ref().is_none_or(|lower| bound.is_above(lower)) {
            self.lower = Some(bound);
        }
    }

    fn lower(&mut self, bound: Bound) {
        if self.upper.as_ref().is_none_or(|upper| bound.is_below(upper)) {
            self.upper = Some(bound);
        }
    }

    fn bounds(&self) -> impl Iterator<Item = &Bound> {
        [&self.lower, &self.upper].into_iter().flatten()
    }

    fn solve(self, is_of_kind: impl Fn(&Decimal) -> bool) -> Outcome {
        if let Some(allowed) = &self.allowed {
            let mut outcome = Outcome::Empty;
            for constant in allowed {
                let serde_json::Value::Number(number) = &constant.value else { continue };
                match Decimal::read(number).map(|value| is_of_kind(&value) && self.admits(&value)) {
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
        let mut is_empty = complete && !self.unclear;
        for value in candidates {
            if is_of_kind(&value) && self.admits(&value) {
                match value.to_json() {
                    Some(json)
                        if !self.unclear && (!json.is_f64() || self.admits_double(&value)) =>
                    {
                        return Outcome::Instance(json);
                    }
                    // A double does not hold it, but may hold another one that is not tried.
                    _ => is_empty = false,
                }
            }
        }
        if is_empty { Outcome::Empty } else { Outcome::Unknown }
    }

    /// Whether no number at all can meet the claims, or no integer where the step is one.
    fn is_contradictory(&self) -> bool {
        let crossed = match (&self.lower, &self.upper) {
            (Some(lower), Some(upper)) => match lower.at.cmp(&upper.at) {
                Ordering::Greater => true,
                Ordering::Equal => lower.exclusive || upper.exclusive,
                Ordering::Less => false,
            },
            (Some(lower), None) => !lower.at.is_negative() && lower.leaves_no_double(),
            (None, Some(upper)) => upper.at.is_negative() && upper.leaves_no_double(),
            (None, None) => false,
        };
        crossed
            || self.step().is_some_and(|step| {
                self.not_divisors.iter().any(|divisor| step.is_multiple_of(divisor))
            })
    }

    /// The number whose multiples are the candidates, if there is any divisor.
    fn step(&self) -> Option<Decimal> {
        self.divisors.iter().cloned().reduce(|step, divisor| step.least_common_multiple(&divisor))
    }

    /// Numbers worth trying, and whether there are no others.
    fn candidates(&self) -> (Box<dyn Iterator<Item = Decimal> + '_>, bool) {
        if let (Some(lower), Some(upper)) = (&self.lower, &self.upper)
            && lower.at == upper.at
        {
            return (Box::new([lower.at.clone()].into_iter()), true);
        }
        let Some(step) = self.step() else {
            return (Box::new(self.between().into_iter()), false);
        };
        let (mut multiples, complete) = self.multiples(step);
        let near: Vec<Decimal> = multiples.by_ref().take(NEAR).collect();
        (Box::new(near.into_iter().chain(self.beyond()).chain(multiples)), complete)
    }

    /// The multiples of `step` within the bounds, those near zero first.
    fn multiples(&self, step: Decimal) -> (impl Iterator<Item = Decimal>, bool) {
        let first = self.lower.as_ref().and_then(|bound| bound.at.quotient_ceil(&step));
        let last = self.upper.as_ref().and_then(|bound| bound.at.quotient_floor(&step));
        let complete = match (&first, &last) {
            (Some(first), Some(last)) => last - first < BigInt::from(MAX_CANDIDATES / 2),
            _ => false,
        };
        let near = match (&first, &last) {
            (Some(first), _) if *first > BigInt::ZERO => first.clone(),
            (_, Some(last)) if *last < BigInt::ZERO => last.clone(),
            _ => BigInt::ZERO,
        };
        let within = move |factor: &BigInt| {
            first.as_ref().is_none_or(|first| first <= factor)
                && last.as_ref().is_none_or(|last| factor <= last)
        };
        let factors = (0..MAX_CANDIDATES).map_while(move |distance| {
            let above = Some(&near + distance).filter(&within);
            let below = Some(&near - distance).filter(|it| distance > 0 && within(it));
            (above.is_some() || below.is_some()).then(|| above.into_iter().chain(below))
        });
        (factors.flatten().map(move |factor| step.times(&factor)), complete)
    }

    /// Numbers that are worth trying where not all multiples are: the bounds, what lies far beyond
    /// them and has few digits, so that a double holds it, and the doubles next to them.
    fn beyond(&self) -> Vec<Decimal> {
        let far = |bound: &Bound| {
            let powers = [bound.at.times(&BigInt::from(2)), bound.at.power_of_ten_beyond()];
            [bound.at.clone()].into_iter().chain(powers).chain(bound.at.doubles_beside())
        };
        self.bounds().flat_map(far).collect()
    }

    /// Fractions near zero and at the bounds, and beside the multiples that are excluded.
    fn between(&self) -> Vec<Decimal> {
        let mut bases = vec![Decimal::integer(0)];
        bases.extend(self.bounds().map(|bound| bound.at.clone()));
        let mut candidates = Vec::new();
        for base in &bases {
            for offset in [0, 5, 15, -5, -15, 1, -1] {
                candidates.push(base.plus(&Decimal::tenths(offset)));
            }
            for divisor in &self.not_divisors {
                let beside = divisor.half();
                candidates.extend([base.plus(&beside), base.minus(&beside)]);
            }
        }
        if let (Some(lower), Some(upper)) = (&self.lower, &self.upper) {
            // Halving the gap again and again evades any finite set of excluded values.
            let mut gap = upper.at.minus(&lower.at);
            for _ in 0..24 {
                gap = gap.half();
                candidates.push(lower.at.plus(&gap));
            }
        }
        candidates
    }

    /// Whether the bounds still admit the value where a validator compares doubles.
    fn admits_double(&self, value: &Decimal) -> bool {
        let beyond = |bound: &Bound, is_beyond: fn(&f64, &f64) -> bool| {
            let (value, at) = (value.to_double(), bound.at.to_double());
            value.zip(at).is_some_and(|(value, at)| {
                is_beyond(&value, &at) || (value == at && !bound.exclusive)
            })
        };
        self.lower.as_ref().is_none_or(|bound| beyond(bound, f64::gt))
            && self.upper.as_ref().is_none_or(|bound| beyond(bound, f64::lt))
    }

    /// Whether `value` meets every claim that can be read.
    fn admits(&self, value: &Decimal) -> bool {
        let is_excluded =
            || value.to_json().is_some_and(|value| is_among(&Constant::new(value), &self.excluded));
        self.lower.as_ref().is_none_or(|bound| bound.admits_above(value))
            && self.upper.as_ref().is_none_or(|bound| bound.admits_below(value))
            && self.divisors.iter().all(|divisor| value.is_multiple_of(divisor))
            && !self.not_divisors.iter().any(|divisor| value.is_multiple_of(divisor))
            && !is_excluded()
    }
}

impl Bound {
    /// Whether it is the tighter one of two lower bounds.
    fn is_above(&self, other: &Self) -> bool {
        (&self.at, self.exclusive) > (&other.at, other.exclusive)
    }

    /// Whether it is the tighter one of two upper bounds.
    fn is_below(&self, other: &Self) -> bool {
        (&self.at, !self.exclusive) < (&other.at, !other.exclusive)
    }

    /// Whether there is no double farther from zero that it admits.
    fn leaves_no_double(&self) -> bool {
        self.at.is_the_last_double() && self.exclusive
    }

    fn admits_above(&self, value: &Decimal) -> bool {
        if self.exclusive { *value > self.at } else { *value >= self.at }
    }

    fn admits_below(&self, value: &Decimal) -> bool {
        if self.exclusive { *value < self.at } else { *value <= self.at }
    }
}
