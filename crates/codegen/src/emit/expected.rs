//! What a rule expects, in words: for documentation and for errors.

use crate::shape::{IntegerRule, ListRule, NumberRule, TextRule, WholeRule};

pub(super) fn text(rule: &TextRule) -> String {
    let length = range(rule.min_length, rule.max_length, "character");
    let mut words = match length {
        Some(length) => format!("a string of {length}"),
        None => "a string".to_owned(),
    };
    if let Some((pattern, _)) = &rule.pattern {
        words.push_str(&format!(" that matches `{pattern}`"));
    }
    words
}

/// The same, where the schema says in words what its pattern asks for.
pub(super) fn in_words(words: &str, rule: &TextRule) -> String {
    match range(rule.min_length, rule.max_length, "character") {
        Some(length) => format!("{words}, of {length}"),
        None => words.to_owned(),
    }
}

pub(super) fn integer(rule: &IntegerRule) -> String {
    let words = format!("a whole number from {} to {}", rule.minimum, rule.maximum);
    match rule.multiple_of {
        Some(divisor) => format!("{words} that is a multiple of {divisor}"),
        None => words,
    }
}

pub(super) fn whole(rule: &WholeRule) -> String {
    let bounds = match (rule.minimum, rule.maximum) {
        (None, None) => String::new(),
        (Some(least), None) => format!(" of at least {least}"),
        (None, Some(most)) => format!(" of at most {most}"),
        (Some(least), Some(most)) => format!(" from {least} to {most}"),
    };
    match rule.multiple_of {
        Some(divisor) => format!("a whole number{bounds} that is a multiple of {divisor}"),
        None => format!("a whole number{bounds}"),
    }
}

pub(super) fn number(rule: &NumberRule) -> String {
    let mut words = String::from(if rule.whole { "a whole number" } else { "a number" });
    let bounds = [
        (rule.minimum, "of at least"),
        (rule.exclusive_minimum, "above"),
        (rule.maximum, "of at most"),
        (rule.exclusive_maximum, "below"),
    ];
    let bounds: Vec<String> = bounds
        .into_iter()
        .filter_map(|(limit, phrase)| limit.map(|limit| format!("{phrase} {limit}")))
        .collect();
    if !bounds.is_empty() {
        words.push(' ');
        words.push_str(&bounds.join(" and "));
    }
    words
}

pub(super) fn list(rule: &ListRule) -> String {
    let distinct = if rule.unique { "distinct " } else { "" };
    match range(rule.min_items, rule.max_items, &format!("{distinct}item")) {
        Some(length) => format!("an array of {length}"),
        None => format!("an array of {distinct}items"),
    }
}

/// `1 to 256 characters`, `at least 1 character`, or nothing where any number will do.
fn range(least: u64, most: Option<u64>, unit: &str) -> Option<String> {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    match (least, most) {
        (0, None) => None,
        (least, None) => Some(format!("at least {least} {unit}{}", plural(least))),
        (0, Some(most)) => Some(format!("at most {most} {unit}{}", plural(most))),
        (least, Some(most)) if least == most => Some(format!("{least} {unit}{}", plural(least))),
        (least, Some(most)) => Some(format!("{least} to {most} {unit}s")),
    }
}
