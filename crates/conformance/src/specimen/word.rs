//! Words of a closed set, and words that look like them.

use super::Specimen;
use crate::node::Node;
use crate::schema::Words;

pub(crate) fn specimens(words: &Words<'_>) -> Vec<Specimen> {
    let known: Vec<&str> = words.values.iter().filter_map(|it| it.as_str()).collect();
    let accepted = known.iter().map(|word| {
        Specimen::accepted(format!("{}-{word}", words.keyword), Node::string(word)).essential()
    });
    let Some(first) = known.first() else { return accepted.collect() };
    let chopped: String = first.chars().take(first.chars().count().saturating_sub(1)).collect();
    let strangers = [
        ("unknown", "nothing-of-the-kind".to_owned()),
        ("in-the-other-case", other_case(first)),
        ("capitalized", capitalized(first)),
        ("cut-short", chopped),
        ("one-more-letter", format!("{first}s")),
        ("space-behind", format!("{first} ")),
        ("space-in-front", format!(" {first}")),
        ("line-break-behind", format!("{first}\n")),
        ("nul-behind", format!("{first}\0")),
        ("empty", String::new()),
        ("two-words", format!("{first},{first}")),
        ("position-as-text", "0".to_owned()),
    ];
    let refused = strangers.into_iter().filter(|(_, word)| !known.contains(&word.as_str()));
    let refused = refused.map(|(what, word)| {
        let specimen = Specimen::refused(
            format!("{}-{what}", words.keyword),
            Node::string(&word),
            [words.keyword],
        );
        if what == "unknown" { specimen.essential() } else { specimen }
    });
    let boxed = Specimen::refused(
        format!("{}-in-an-array", words.keyword),
        Node::Array(vec![Node::string(first)]),
        words.faults(false),
    );
    accepted.chain(refused).chain([boxed]).collect()
}

/// The word in capitals, or in small letters if it is in capitals.
pub(super) fn other_case(word: &str) -> String {
    if word.chars().any(char::is_lowercase) { word.to_uppercase() } else { word.to_lowercase() }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().to_lowercase()
}
