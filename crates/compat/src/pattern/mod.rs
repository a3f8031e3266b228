//! The language of a `pattern`: the strings in which it finds a match.
//!
//! A pattern becomes a non-deterministic automaton over characters, several patterns share an
//! alphabet of the characters they tell apart, and the product of their automata answers whether
//! any string matches these and not those.

mod alphabet;
mod automaton;
mod format;
mod product;
mod syntax;

pub(crate) use format::{includes, inner_pattern, outer_pattern, samples};
pub(crate) use product::{Language, Search};
pub(crate) use syntax::Syntax;
