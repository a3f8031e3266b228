//! Why a search gave up.

use std::fmt;

/// What kept a search from an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Obstacle {
    /// The search took as many steps as it may.
    Steps,
    /// What is said at this place cannot be read.
    Opaque(String),
    /// Nothing is known of what is referred to.
    Outside(String),
    /// Nothing here judges strings by this format.
    Unjudged(String),
    /// This format is only known roughly.
    Format(String),
    /// The pattern is no regular language, or uses what is not modelled.
    Pattern(String),
    /// These patterns and formats, taken together, need too many states.
    Automata(Vec<String>),
    /// Instances nest deeper than is searched.
    Depth,
    /// The positions of an array that are told apart are too many.
    Positions(u64),
    /// No double holds the numbers in question, or they are too many to be tried one by one.
    Numbers,
    /// The documents in question are too large to be made up.
    Size,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |texts: &[String]| {
            let quoted: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
            quoted.join(", ")
        };
        match self {
            Self::Steps => {
                f.write_str("the schemas are too large: the search took all of its steps")
            }
            Self::Opaque(place) => write!(f, "what is said at {place:?} is not modelled"),
            Self::Outside(uri) => write!(
                f,
                "nothing is known of {uri:?}, which is referred to; `--catalogue` gives documents by their \
                 `$id`"
            ),
            Self::Unjudged(format) => write!(
                f,
                "nothing here judges the format {format:?}; `--annotate-formats` takes formats as notes"
            ),
            Self::Format(format) => write!(f, "the format {format:?} is only known roughly"),
            Self::Pattern(pattern) => write!(
                f,
                "the pattern {pattern:?} is only known roughly: it has a backreference, a word \
                 boundary, or a lookaround elsewhere than right behind `^`"
            ),
            Self::Automata(patterns) => {
                write!(f, "too many states are needed to compare the patterns {}", list(patterns))
            }
            Self::Depth => f.write_str("the documents in question nest too deep"),
            Self::Positions(count) => {
                write!(f, "arrays of which {count} positions differ are too long to compare")
            }
            Self::Numbers => f.write_str(
                "the numbers in question have more digits than a double holds, or are too many to be tried",
            ),
            Self::Size => f.write_str(
                "the documents in question are too large to be made up: they hold more than 200000 values, \
                 or longer strings",
            ),
        }
    }
}
