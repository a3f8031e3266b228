//! Strings, numbers and enumerations.

use exact_schema_pattern::{Table, Unmatched};
use exact_schema_schema::{Location, keyword};
use serde_json::Value;
use std::collections::BTreeSet;

use super::{Lowering, Structure};
use crate::names;
use crate::options::{Formats, Numbers};
use crate::refusal::Refusal;
use crate::shape::{IntegerRule, Kind, NumberRule, TextRule, Usage, WholeRule};

/// Up to here every whole number is an IEEE double, so that comparing doubles is exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// So far from zero a bound of whole numbers may be, 2^126: what lies beside it is an `i128`, too.
const WIDEST: f64 = 85_070_591_730_234_615_865_843_651_857_942_052_864.0;

impl Lowering<'_> {
    pub(super) fn text(&mut self, at: &Location) -> Structure<Kind> {
        self.only(at, &["type", "minLength", "maxLength", "pattern", "format"], "")?;
        let keywords = self.keywords(at);
        if keywords.contains_key("format") && self.options.formats == Formats::Assert {
            if self.may_choose() {
                return Ok(Kind::Guarded(Usage::Text));
            }
            let why = "no generated type enforces a format";
            let instead = "a `pattern`, or a definition that has a type written by hand";
            return Err(Refusal::new(at, "format", why, instead));
        }
        let pattern = match keywords.get("pattern").and_then(Value::as_str) {
            None => None,
            Some(source) => match Table::compile(source) {
                Ok(automaton) => Some((source.to_owned(), automaton)),
                Err(Unmatched::TooLarge) => {
                    let why = "its automaton is too large for a table";
                    return Err(Refusal::new(at, "pattern", why, "smaller repetition counts"));
                }
                Err(Unmatched::Malformed | Unmatched::Backtracks | Unmatched::Words) => {
                    let why = "it cannot be matched in linear time";
                    return Err(Refusal::new(at, "pattern", why, "a regular expression"));
                }
            },
        };
        let rule = TextRule {
            min_length: keywords.get("minLength").and_then(keyword::size).unwrap_or(0),
            max_length: keywords.get("maxLength").and_then(keyword::size),
            pattern,
        };
        if rule.min_length == 0 && rule.max_length.is_none() && rule.pattern.is_none() {
            return Ok(Kind::Alias(Usage::Text));
        }
        Ok(Kind::Text(rule))
    }

    pub(super) fn integer(&mut self, at: &Location) -> Structure<Kind> {
        self.only_bounds(at)?;
        let multiple_of = match self.keywords(at).get("multipleOf") {
            None => None,
            Some(divisor) => Some(whole(divisor).ok_or_else(|| {
                let why = "whether a whole number is a multiple of a fraction depends on rounding";
                Refusal::new(at, "multipleOf", why, "a whole number")
            })?),
        };
        let rounded = |name: &str, round: fn(f64) -> f64| match self.keywords(at).get(name) {
            None => Ok(None),
            Some(value) => self.whole_bound(at, name, value, round).map(Some),
        };
        let lowest = [
            rounded("minimum", f64::ceil)?,
            rounded("exclusiveMinimum", f64::floor)?.map(|limit| limit + 1),
        ];
        let highest = [
            rounded("maximum", f64::floor)?,
            rounded("exclusiveMaximum", f64::ceil)?.map(|limit| limit - 1),
        ];
        let minimum = lowest.into_iter().flatten().max();
        let maximum = highest.into_iter().flatten().min();
        let within = match (minimum, maximum) {
            (Some(minimum), Some(maximum)) if minimum > maximum => {
                let why = "no whole number lies between the bounds";
                let instead = "a `minimum` that is not above the `maximum`";
                return Err(Refusal::new(at, "", why, instead));
            }
            (Some(minimum), Some(maximum)) => within_64_bits(minimum, maximum, multiple_of),
            _ => None,
        };
        match (within, self.options.numbers) {
            (Some(rule), _) => Ok(Kind::Integer(rule)),
            (None, Numbers::AsWritten) => self.whole(at, minimum, maximum, multiple_of),
            (None, Numbers::Doubles) if minimum.is_some() && maximum.is_some() => {
                let why = "the numbers are wider than 64 bits";
                let instead = "`minimum`, `maximum` and `multipleOf` within 64 bits";
                Err(Refusal::new(at, "type", why, instead))
            }
            (None, Numbers::Doubles) => self.unbounded_integer(at, multiple_of.is_some()),
        }
    }

    /// The bound of a whole number.
    fn whole_bound(
        &self,
        at: &Location,
        name: &str,
        value: &Value,
        round: fn(f64) -> f64,
    ) -> Structure<i128> {
        let near = value.as_f64().map(round).filter(|limit| limit.abs() <= WIDEST);
        whole(value).or_else(|| near.map(|limit| limit as i128)).ok_or_else(|| {
            let why = "the bound is wider than 126 bits";
            Refusal::new(at, name, why, "a bound that an integer has")
        })
    }

    /// A whole number of any size.
    fn whole(
        &self,
        at: &Location,
        minimum: Option<i128>,
        maximum: Option<i128>,
        multiple_of: Option<i128>,
    ) -> Structure<Kind> {
        let multiple_of = match multiple_of.map(u64::try_from) {
            None => None,
            Some(Ok(divisor)) => Some(divisor),
            Some(Err(_)) => {
                let why = "the divisor is wider than 64 bits";
                return Err(Refusal::new(at, "multipleOf", why, "a smaller one"));
            }
        };
        match (minimum, maximum, multiple_of) {
            (None, None, None) => Ok(Kind::Alias(Usage::Whole)),
            _ => Ok(Kind::Whole(WholeRule { minimum, maximum, multiple_of })),
        }
    }

    /// A JSON integer without two bounds may be 1e300: it is held as a double.
    fn unbounded_integer(&self, at: &Location, divided: bool) -> Structure<Kind> {
        if divided {
            let why = "the remainder of an unbounded number depends on rounding";
            return Err(Refusal::new(at, "multipleOf", why, "`minimum` and `maximum` beside it"));
        }
        Ok(Kind::Number(NumberRule { whole: true, ..self.bounds(at)? }))
    }

    pub(super) fn number(&mut self, at: &Location) -> Structure<Kind> {
        self.only_bounds(at)?;
        if self.keywords(at).contains_key("multipleOf") {
            let why = "whether a number is a multiple of another depends on rounding";
            let instead = "\"type\": \"integer\", in a smaller unit";
            return Err(Refusal::new(at, "multipleOf", why, instead));
        }
        let rule = self.bounds(at)?;
        match self.options.numbers {
            Numbers::Doubles => Ok(Kind::Number(rule)),
            Numbers::AsWritten if rule.is_any() => Ok(Kind::Alias(Usage::Number)),
            Numbers::AsWritten => Ok(Kind::WrittenNumber(rule)),
        }
    }

    fn only_bounds(&self, at: &Location) -> Structure<()> {
        let known =
            ["type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
        self.only(at, &known, "")
    }

    fn bounds(&self, at: &Location) -> Structure<NumberRule> {
        let bound = |name: &str| match self.keywords(at).get(name).and_then(Value::as_f64) {
            Some(limit) if limit.abs() >= EXACT => {
                let why = "from 2^53 on neighbouring whole numbers are the same double";
                Err(Refusal::new(at, name, why, "a bound between -2^53 and 2^53"))
            }
            limit => Ok(limit),
        };
        Ok(NumberRule {
            minimum: bound("minimum")?,
            exclusive_minimum: bound("exclusiveMinimum")?,
            maximum: bound("maximum")?,
            exclusive_maximum: bound("exclusiveMaximum")?,
            whole: false,
        })
    }

    /// `enum` and `const`, as far as they are strings.
    pub(super) fn enumeration(&mut self, at: &Location) -> Structure<Kind> {
        self.only(at, &["enum", "const", "type"], "an enumeration with further constraints")?;
        let keywords = self.keywords(at);
        let keyword = if keywords.contains_key("enum") { "enum" } else { "const" };
        let instead = "an enumeration of strings that are words, such as \"in_progress\"";
        let refuse = |why: &str| Refusal::new(at, keyword, why, instead);
        if keywords.contains_key("enum") && keywords.contains_key("const") {
            return Err(refuse("`enum` and `const` together are an intersection"));
        }
        if keywords.get("type").is_some_and(|kind| kind != "string") {
            return Err(refuse("only enumerations of strings have a Rust structure"));
        }
        let values = match (keywords.get("enum"), keywords.get("const")) {
            (Some(Value::Array(values)), _) => values.as_slice(),
            (_, Some(value)) => std::slice::from_ref(value),
            _ => &[],
        };
        let mut words: Vec<String> =
            values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        if words.is_empty() || words.len() < values.len() {
            return Err(refuse("only enumerations of strings have a Rust structure"));
        }
        if self.may_choose() {
            let mut seen = BTreeSet::new();
            words.retain(|word| seen.insert(word.clone()));
        } else if !names::are_distinct(words.iter()) {
            return Err(refuse("the values give no distinct Rust names"));
        }
        Ok(Kind::Enumeration(words))
    }
}

/// The rule for the numbers from `minimum` to `maximum`, if 64 bits are enough for them.
fn within_64_bits(minimum: i128, maximum: i128, multiple_of: Option<i128>) -> Option<IntegerRule> {
    let signed = minimum < 0;
    let range = if signed { i64::MIN.into()..=i64::MAX.into() } else { 0..=u64::MAX.into() };
    let fits = |number: i128| range.contains(&number);
    let are_held = fits(minimum) && fits(maximum) && multiple_of.is_none_or(fits);
    are_held.then_some(IntegerRule { minimum, maximum, multiple_of })
}

/// The whole number that a JSON number is, if it is one that 64 bits or a double hold exactly.
fn whole(value: &Value) -> Option<i128> {
    match (value.as_i64(), value.as_u64(), value.as_f64()) {
        (Some(number), _, _) => Some(number.into()),
        (_, Some(number), _) => Some(number.into()),
        (_, _, Some(number)) if number.fract() == 0.0 && number.abs() <= EXACT => {
            Some(number as i128)
        }
        _ => None,
    }
}
