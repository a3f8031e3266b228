//! Searches for a document with the prover, which also finds out where there is none.

use serde_json::Value;

use super::words::words;
use crate::{
    schema::{Assertions, read},
    solve::{Budget, Obstacle, Outcome, Solver},
};

/// What a search ended with.
pub(crate) struct Searched {
    pub(crate) outcome: Outcome,
    /// What the search gave up on, if it did.
    pub(crate) obstacle: Option<Obstacle>,
}

/// Searches for a document that each of `accepting` accepts and `rejecting` rejects, of `words` rather than
/// of other strings.
pub(crate) fn search(
    accepting: &[&Value],
    rejecting: &Value,
    words: &[String],
    formats_assert: bool,
    budget: &Budget,
) -> Searched {
    let mut assertions = Assertions::default();
    let mut claims = Vec::new();
    for schema in accepting {
        claims.push((read(schema, formats_assert, &mut assertions), true));
    }
    claims.push((read(rejecting, formats_assert, &mut assertions), false));
    let mut solver = Solver::new(assertions, words.to_vec(), budget);
    let outcome = solver.solve(claims);
    Searched { outcome, obstacle: solver.into_obstacle() }
}

/// A document that `schema` seems to accept.
pub(crate) fn sample(schema: &Value, formats_assert: bool, budget: &Budget) -> Option<Value> {
    let mut assertions = Assertions::default();
    let accepted = read(schema, formats_assert, &mut assertions);
    let mut solver = Solver::new(assertions, words([schema]), budget);
    match solver.solve([(accepted, true)]) {
        Outcome::Instance(document) => Some(document),
        Outcome::Empty | Outcome::Unknown => None,
    }
}
