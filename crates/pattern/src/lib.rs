//! ECMA-262 patterns as automata.
//!
//! A `pattern` asks whether a match is found anywhere in a string. Here that question is a table to
//! match with ([`Table`]), or a language to search ([`Language`]): several patterns share an alphabet of
//! the characters that they tell apart, and the product of their automata answers whether any string
//! matches these and not those.
//!
//! ```
//! use exact_schema_pattern::{Language, Search, Syntax, is_included};
//!
//! assert_eq!(is_included("^[1-9][0-9]{2}$", "^[0-9]+$"), Some(true));
//!
//! let even = Syntax::read("^(?:ab)*$").unwrap();
//! let odd = Language::new(&[(even, true)], 3, Some(4)).unwrap();
//! assert_eq!(odd.search(), Search::Found("abab".to_owned()));
//! ```

mod alphabet;
mod automaton;
mod inclusion;
mod language;
mod syntax;
#[cfg(feature = "table")]
mod table;
mod translate;

pub use inclusion::is_included;
pub use language::{Language, Search};
pub use syntax::Syntax;
#[cfg(feature = "table")]
pub use table::Table;
pub use translate::{Unmatched, parse, translate};
