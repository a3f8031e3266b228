//! Searches for a document with the prover, which also finds out where there is none.

use serde_json::Value;

use super::words::words;
use crate::{
    schema::{Assertions, read},
    solve::{Budget, Outcome, Solver},
};

/// Searches for a document that each of `accepting` accepts and `rejecting` rejects.
pub(crate) fn search(
    accepting: &[&Value],
    rejecting: &Value,
    formats_assert: bool,
    budget: &Budget,
) -> Outcome {
    let mut assertions = Assertions::default();
    let mut claims = Vec::new();
    for schema in accepting {
        claims.push((read(schema, formats_assert, &mut assertions), true));
    }
    claims.push((read(rejecting, formats_assert, &mut assertions), false));
    let words = words(accepting.iter().copied().chain([rejecting]));
    Solver::new(assertions, words, budget).solve(claims)
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
