//! Claims taken apart, keyword by keyword.

use std::rc::Rc;

use super::{
    branch::{Branch, Closed},
    search::{CLAIMS_A_STEP, Claim, Solver},
};
use crate::schema::{
    Assertion, AssertionId, Constant, Evaluated, Kind, Pending, evaluated_items,
    evaluated_properties, structure,
};

impl Solver<'_> {
    /// `branch` with more claims, each taken apart.
    pub(super) fn extended(&mut self, branch: &Branch, claims: &[Claim]) -> Result<Branch, Closed> {
        if branch.contradicts(claims) {
            return Err(Closed);
        }
        self.budget.take((branch.claimed.len() + claims.len()) / CLAIMS_A_STEP);
        let mut branch = branch.clone();
        let mut todo = claims.to_vec();
        loop {
            while let Some(claim) = todo.pop() {
                self.decompose(&mut branch, claim, &mut todo)?;
            }
            for claim in std::mem::take(&mut branch.waiting) {
                self.resume(&mut branch, claim, &mut todo);
            }
            if todo.is_empty() {
                return Ok(branch);
            }
        }
    }

    fn decompose(
        &mut self,
        branch: &mut Branch,
        (id, holds): Claim,
        todo: &mut Vec<Claim>,
    ) -> Result<(), Closed> {
        let Some(id) = self.assertions.resolve(id) else {
            // A reference to itself says nothing that could be decided.
            branch.leaves.push((id, holds));
            return Ok(());
        };
        match branch.claimed.insert(id, holds) {
            Some(before) if before == holds => return Ok(()),
            Some(_) => return Err(Closed),
            None => {}
        }
        let assertion = self.assertions.shared(id);
        if assertion.kind().is_some_and(|kind| !kind.includes(branch.kind)) {
            // A keyword holds for every instance of another kind.
            return if holds { Ok(()) } else { Err(Closed) };
        }
        let claim_each = |ids: &[AssertionId], holds: bool| -> Vec<Claim> {
            ids.iter().map(|id| (*id, holds)).collect()
        };
        match (&*assertion, holds) {
            (Assertion::Nothing, true) => return Err(Closed),
            (Assertion::Nothing, false) => {}
            (Assertion::Kinds(kinds), _) => {
                if kinds.contains(branch.kind) != holds {
                    return Err(Closed);
                }
            }
            (Assertion::All(ids), true) => todo.extend(claim_each(ids, true)),
            (Assertion::Any(ids), false) => todo.extend(claim_each(ids, false)),
            (Assertion::All(ids), false) => self.choose(branch, todo, each_alone(ids, false))?,
            (Assertion::Any(ids), true) => self.choose(branch, todo, each_alone(ids, true))?,
            (Assertion::Not(negated), _) => todo.push((*negated, !holds)),
            (Assertion::One(ids), true) => {
                let one = |chosen: usize| {
                    let claim = |(index, id): (usize, &AssertionId)| (*id, index == chosen);
                    ids.iter().enumerate().map(claim).collect()
                };
                self.choose(branch, todo, (0..ids.len()).map(one).collect())?;
            }
            (Assertion::One(ids), false) => {
                let mut cases = vec![claim_each(ids, false)];
                for (index, first) in (1..).zip(ids) {
                    let second = self.assertions.intern(Assertion::Any(ids[index..].to_vec()));
                    cases.push(vec![(*first, true), (second, true)]);
                }
                self.choose(branch, todo, cases)?;
            }
            (Assertion::If { condition, then, otherwise }, _) => {
                let cases = vec![
                    vec![(*condition, true), (*then, holds)],
                    vec![(*condition, false), (*otherwise, holds)],
                ];
                self.choose(branch, todo, cases)?;
            }
            (Assertion::Dependent { present, schema }, true) => {
                self.choose(branch, todo, vec![vec![(*present, false)], vec![(*schema, true)]])?;
            }
            (Assertion::Dependent { present, schema }, false) => {
                todo.extend([(*present, true), (*schema, false)]);
            }
            (Assertion::Contains { schema, min, max }, _) => {
                let cases = self.counts(*schema, *min, *max, holds);
                self.choose(branch, todo, cases)?;
            }
            (Assertion::Values(values), _) => self.take_values(branch, id, values, holds, todo)?,
            (Assertion::UnevaluatedProperties { siblings, .. }, _)
            | (Assertion::UnevaluatedItems { siblings, .. }, _) => {
                if !holds {
                    // Where a sibling fails, the schema object fails by it alone, and that is a
                    // case of its own.
                    todo.extend(claim_each(siblings, true));
                }
                branch.waiting.push((id, holds));
            }
            (Assertion::Opaque(obstacle), _) => {
                self.meet(obstacle.clone());
                branch.leaves.push((id, holds));
            }
            _ => branch.leaves.push((id, holds)),
        }
        Ok(())
    }

    fn take_values(
        &mut self,
        branch: &mut Branch,
        id: AssertionId,
        values: &[Constant],
        holds: bool,
        todo: &mut Vec<Claim>,
    ) -> Result<(), Closed> {
        self.budget.work(values.len() as u64 / 2);
        let of_kind: Vec<&Constant> =
            values.iter().filter(|value| Kind::of(&value.value) == branch.kind).collect();
        if of_kind.is_empty() {
            return if holds { Err(Closed) } else { Ok(()) };
        }
        if !matches!(branch.kind, Kind::Array | Kind::Object) {
            branch.leaves.push((id, holds));
            return Ok(());
        }
        let structures: Vec<AssertionId> =
            of_kind.iter().map(|value| structure(value, &mut self.assertions)).collect();
        if holds {
            self.choose(branch, todo, each_alone(&structures, true))
        } else {
            todo.extend(structures.iter().map(|id| (*id, false)));
            Ok(())
        }
    }

    /// The cases of `contains` and of its negation: the items that meet a schema are too few, or
    /// too many.
    fn counts(
        &mut self,
        schema: AssertionId,
        min: u64,
        max: Option<u64>,
        holds: bool,
    ) -> Vec<Vec<Claim>> {
        let windows = match (holds, max) {
            (true, _) => vec![Some((min, max))],
            (false, None) => vec![min.checked_sub(1).map(|max| (0, Some(max)))],
            (false, Some(max)) => vec![
                min.checked_sub(1).map(|max| (0, Some(max))),
                max.checked_add(1).map(|min| (min, None)),
            ],
        };
        let mut cases = Vec::new();
        for (min, max) in windows.into_iter().flatten() {
            let claim = match max {
                Some(max) if max < min => continue,
                None if min == 0 => self.assertions.everything(),
                Some(0) => {
                    let schema = self.assertions.intern(Assertion::Not(schema));
                    self.assertions.intern(Assertion::Elements { from: 0, schema })
                }
                max => self.assertions.intern(Assertion::Count { schema, min, max }),
            };
            cases.push(vec![(claim, true)]);
        }
        cases
    }

    /// Goes on with a claim about unevaluated parts, if it is decided what is evaluated.
    fn resume(&mut self, branch: &mut Branch, (id, holds): Claim, todo: &mut Vec<Claim>) {
        let decided = |id: AssertionId| branch.claimed.get(&id).copied();
        let assertion = self.assertions.shared(id);
        let evaluated = match &*assertion {
            Assertion::UnevaluatedProperties { siblings, .. } => {
                evaluated_properties(siblings, &self.assertions, &decided)
            }
            Assertion::UnevaluatedItems { siblings, .. } => {
                evaluated_items(siblings, &self.assertions, &decided)
            }
            _ => return,
        };
        match evaluated {
            Ok(evaluated) => todo.push((self.remainder(&assertion, evaluated), holds)),
            Err(Pending::On(undecided)) => {
                let choice = Rc::new(vec![vec![(undecided, true)], vec![(undecided, false)]]);
                if !branch.choices.contains(&choice) {
                    branch.choices.push(choice);
                }
                branch.waiting.push((id, holds));
            }
            Err(Pending::Unreadable) => branch.leaves.push((id, holds)),
        }
    }

    /// What an `unevaluated…` keyword asserts of the parts that are not evaluated.
    fn remainder(&mut self, assertion: &Assertion, mut evaluated: Evaluated) -> AssertionId {
        let remainder = match assertion {
            _ if evaluated.everything => return self.assertions.everything(),
            Assertion::UnevaluatedProperties { schema, .. } => {
                evaluated.names.sort();
                evaluated.names.dedup();
                evaluated.patterns.sort();
                evaluated.patterns.dedup();
                Assertion::OtherProperties {
                    names: evaluated.names,
                    patterns: evaluated.patterns,
                    schema: *schema,
                }
            }
            Assertion::UnevaluatedItems { schema, .. } => {
                evaluated.contained.push(*schema);
                let schema = self.assertions.intern(Assertion::Any(evaluated.contained));
                Assertion::Elements { from: evaluated.prefix, schema }
            }
            _ => return self.assertions.everything(),
        };
        self.assertions.intern(remainder)
    }

    /// Leaves one of `cases` to be decided, unless only one is possible or one holds anyway.
    fn choose(
        &self,
        branch: &mut Branch,
        todo: &mut Vec<Claim>,
        cases: Vec<Vec<Claim>>,
    ) -> Result<(), Closed> {
        let mut possible = Vec::new();
        for mut case in cases {
            let mut is_possible = true;
            case.retain(|(id, holds)| {
                let kind = self.assertions.get(*id).kind();
                let vacuous = kind.is_some_and(|kind| !kind.includes(branch.kind));
                is_possible &= holds | !vacuous;
                is_possible &= branch.claimed.get(id) != Some(&!holds);
                !vacuous
            });
            if !is_possible {
                continue;
            }
            if case.is_empty() {
                return Ok(());
            }
            possible.push(case);
        }
        match possible.len() {
            0 => return Err(Closed),
            1 => todo.append(&mut possible[0]),
            _ => branch.choices.push(Rc::new(possible)),
        }
        Ok(())
    }
}

fn each_alone(ids: &[AssertionId], holds: bool) -> Vec<Vec<Claim>> {
    ids.iter().map(|id| vec![(*id, holds)]).collect()
}
