//! Numbers: the edges of a rule, and the many ways to write a number.

use super::Specimen;
use crate::node::Node;
use crate::schema::NumberRule;

/// Numbers as texts that JSON knows, by what is special about them. Each is far enough from any
/// bound, or exact enough, that its double tells what it breaks.
const WRITTEN: &[(&str, &str)] = &[
    ("zero", "0"),
    ("minus-zero", "-0"),
    ("zero-with-a-fraction", "0.0"),
    ("minus-zero-with-a-fraction", "-0.0"),
    ("zero-with-an-exponent", "0e0"),
    ("zero-with-a-huge-exponent", "0e999999"),
    ("one", "1"),
    ("minus-one", "-1"),
    ("whole-with-a-fraction", "3.0"),
    ("whole-with-many-zeros-behind", "3.000000000000000000000000000000"),
    ("three-and-a-half", "3.5"),
    ("a-little-above-three", "3.0000000000000004"),
    ("exponent", "1e3"),
    ("exponent-with-plus-and-capital", "1E+3"),
    ("exponent-with-leading-zeros", "1e0003"),
    ("fraction-that-the-exponent-makes-whole", "0.1e1"),
    ("zeros-that-the-exponent-takes-away", "1000e-3"),
    ("exponent-that-makes-it-fractional", "1e-1"),
    ("two-to-the-31", "2147483648"),
    ("two-to-the-32", "4294967296"),
    ("two-to-the-53-minus-one", "9007199254740991"),
    ("two-to-the-53-minus-one-with-a-fraction", "9007199254740991.0"),
    ("two-to-the-53-minus-one-with-an-exponent", "9.007199254740991e15"),
    ("two-to-the-53", "9007199254740992"),
    ("two-to-the-53-plus-one", "9007199254740993"),
    ("two-to-the-63", "9223372036854775808"),
    ("two-to-the-64", "18446744073709551616"),
    ("minus-two-to-the-53", "-9007199254740992"),
    ("minus-two-to-the-63-minus-one", "-9223372036854775809"),
    ("thirty-digits", "123456789012345678901234567890"),
    ("many-digits-behind-the-point", "0.1000000000000000055511151231257827021181583404541015625"),
    ("ten-to-the-300", "1e300"),
    ("largest-double", "1.7976931348623157e308"),
    ("a-little-above-the-largest-double", "1.7976931348623158e308"),
    ("smallest-double", "5e-324"),
    ("minus-smallest-double", "-5e-324"),
    ("smaller-than-any-double", "1e-400"),
    ("minus-smaller-than-any-double", "-1e-400"),
];

/// Numbers that no double holds: not the rule refuses them, but the reader of the text.
const OUT_OF_RANGE: &[(&str, &str)] = &[
    ("beyond-any-double", "1e400"),
    ("minus-beyond-any-double", "-1e400"),
    ("a-little-beyond-any-double", "1.7976931348623159e308"),
    ("exponent-of-many-digits", "1e99999999999999999999"),
];

/// How many digits make a whole number that no double holds.
const TOO_MANY_DIGITS: usize = 310;

/// The numbers that stand in every corpus for every number of the contract.
const ESSENTIAL: &[&str] = &["three-and-a-half", "whole-with-a-fraction"];

pub(crate) fn specimens(rule: &NumberRule) -> Vec<Specimen> {
    let edges = edges(rule);
    let edges = edges.into_iter().map(|(what, number)| judged(rule, what, &written(number)));
    let written = WRITTEN.iter().map(|(what, text)| {
        let specimen = judged(rule, what, text);
        Specimen { essential: ESSENTIAL.contains(what), ..specimen }
    });
    let digits = "9".repeat(TOO_MANY_DIGITS);
    let beyond = OUT_OF_RANGE.iter().copied().chain([("too-many-digits", digits.as_str())]);
    let beyond = beyond.map(|(what, text)| Specimen::refused(what, Node::raw(text), ["syntax"]));
    edges.map(Specimen::essential).chain(written).chain(beyond).collect()
}

/// Both sides of every bound.
fn edges(rule: &NumberRule) -> Vec<(&'static str, f64)> {
    // The nearest number on the other side.
    let above = |it: f64| if rule.integer { it.floor() + 1.0 } else { it.next_up() };
    let below = |it: f64| if rule.integer { it.ceil() - 1.0 } else { it.next_down() };
    let mut edges = Vec::new();
    if let Some(bound) = rule.minimum {
        edges.extend([("minimum-met", bound), ("minimum-undercut", below(bound))]);
    }
    if let Some(bound) = rule.maximum {
        edges.extend([("maximum-met", bound), ("maximum-exceeded", above(bound))]);
    }
    if let Some(bound) = rule.exclusive_minimum {
        edges.extend([
            ("exclusive-minimum-exceeded", above(bound)),
            ("exclusive-minimum-only-met", bound),
        ]);
    }
    if let Some(bound) = rule.exclusive_maximum {
        edges.extend([
            ("exclusive-maximum-undercut", below(bound)),
            ("exclusive-maximum-only-met", bound),
        ]);
    }
    if let Some(factor) = rule.multiple_of {
        edges.extend([("multiple", factor * 3.0), ("multiple-and-a-half", factor * 3.5)]);
    }
    edges
}

#[expect(clippy::expect_used, reason = "of another number other faults would be told")]
fn judged(rule: &NumberRule, what: &str, text: &str) -> Specimen {
    let number: f64 = text.parse().expect("the specimen of a number is a number");
    Specimen::refused(what, Node::raw(text), faults(rule, number))
}

/// The keywords that a number fails.
pub(crate) fn faults(rule: &NumberRule, number: f64) -> Vec<&'static str> {
    let fails = [
        ("type", rule.integer && number.fract() != 0.0),
        ("minimum", rule.minimum.is_some_and(|it| number < it)),
        ("maximum", rule.maximum.is_some_and(|it| number > it)),
        ("exclusiveMinimum", rule.exclusive_minimum.is_some_and(|it| number <= it)),
        ("exclusiveMaximum", rule.exclusive_maximum.is_some_and(|it| number >= it)),
        ("multipleOf", rule.multiple_of.is_some_and(|it| (number / it).fract() != 0.0)),
    ];
    fails.into_iter().filter(|(_, fails)| *fails).map(|(keyword, _)| keyword).collect()
}

/// A number as JSON writes it.
pub(crate) fn written(number: f64) -> String {
    let is_short = number == 0.0 || (1e-6..1e17).contains(&number.abs());
    if is_short { number.to_string() } else { format!("{number:e}") }
}
