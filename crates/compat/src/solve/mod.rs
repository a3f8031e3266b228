//! The search for an instance that meets some assertions and breaks others.
//!
//! One search answers both questions about a pair of schemas: an instance that the accepting
//! schema allows and the rejecting one does not is a break; a search that rules out every such
//! instance proves the inclusion. It works like a tableau: claims are taken apart keyword by
//! keyword, one kind of instance at a time; a disjunction splits the search into branches; what
//! remains speaks of one string, number, array or object, and of its children, which are searched
//! in the same way.
//!
//! Recursive schemas end the search because instances are finite: if a claim about a child repeats
//! a claim about an instance that contains it, then a smallest instance cannot exist. Wherever the
//! search gives up, it says so.

mod array;
mod array_build;
mod array_count;
mod branch;
mod budget;
mod decompose;
mod evaluate;
mod member;
mod number;
mod object;
mod obstacle;
mod property;
mod search;
mod text;

pub(crate) use budget::Budget;
pub(crate) use obstacle::Obstacle;
pub(crate) use search::{Outcome, Solver};
