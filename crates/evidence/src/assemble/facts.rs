//! Sentences that are only said where what they speak of is known.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What is known, by the name that sentences have for it.
#[derive(Default)]
pub struct Facts(BTreeMap<&'static str, String>);

impl Facts {
    pub fn know(&mut self, name: &'static str, fact: impl ToString) {
        self.0.insert(name, fact.to_string());
    }

    pub fn know_if(&mut self, name: &'static str, fact: Option<impl ToString>) {
        if let Some(fact) = fact {
            self.know(name, fact);
        }
    }

    /// A fact of which there is nothing to be said but that it is one.
    pub fn know_that(&mut self, name: &'static str, is_so: bool) {
        if is_so {
            self.know(name, "");
        }
    }

    pub fn is_known(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The sentences whose facts are all known.
    pub fn say(&self, sentences: &[Sentence]) -> Vec<String> {
        sentences.iter().filter_map(|sentence| self.say_one(sentence)).collect()
    }

    fn say_one(&self, sentence: &Sentence) -> Option<String> {
        let text = match sentence {
            Sentence::Always(text) => text,
            Sentence::When { when, text } => {
                when.iter().all(|name| self.is_known(name)).then_some(text)?
            }
        };
        let mut said = String::new();
        let mut rest = text.as_str();
        while let Some((before, place)) = rest.split_once('{') {
            let (name, after) = place.split_once('}')?;
            said.push_str(before);
            said.push_str(self.0.get(name)?);
            rest = after;
        }
        said.push_str(rest);
        Some(said)
    }
}

/// A sentence. `{name}` in it stands for a fact; where one of them is not known, it is not said.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Sentence {
    /// Said where its own facts are known.
    Always(String),
    /// Said where these are known, too.
    When { when: Vec<String>, text: String },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_not_said() {
        let mut facts = Facts::default();
        facts.know("policy", "a {limit} of all");
        facts.know_that("stopped", false);
        let sentences = [
            Sentence::Always("{policy} was broken.".into()),
            Sentence::Always("The limit is {limit}.".into()),
            Sentence::When { when: vec!["stopped".into()], text: "It was stopped.".into() },
            Sentence::When { when: vec!["policy".into()], text: "Look at it.".into() },
        ];
        assert_eq!(facts.say(&sentences), ["a {limit} of all was broken.", "Look at it."]);
    }
}
