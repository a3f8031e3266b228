//! The words of a contract in texts that are written for all.

use clap::Command;
use exact_schema_runtime::{Contract, DocumentType};

/// What stands for `{command}`, `{default}`, `{tag}` and `{type}`.
pub struct Words {
    command: &'static str,
    default: &'static str,
    tag: &'static str,
    /// A type that is not read unless it is named.
    other: &'static str,
}

impl Words {
    pub fn of(contract: &'static Contract) -> Self {
        let default = contract.default_type();
        let tag = default.and_then(DocumentType::tag);
        let is_told = |kind: &&DocumentType| {
            let title = kind.title();
            default.is_some_and(|it| it.title() == title)
                || tag.is_some_and(|tag| tag.branches.iter().any(|(_, branch)| *branch == title))
        };
        let types = contract.types();
        let other = types.iter().find(|kind| !is_told(kind)).or(types.first());
        Self {
            command: contract.name(),
            default: default.map_or("document", DocumentType::title),
            tag: tag.map_or("type", |tag| tag.member),
            other: other.map_or("TYPE", |kind| kind.title()),
        }
    }

    /// A command whose help is in the words of the contract.
    pub fn filled_in(&self, command: Command) -> Command {
        let fill =
            |text: Option<&clap::builder::StyledStr>| text.map(|it| self.fill(&it.to_string()));
        let about = fill(command.get_about());
        let long_about = fill(command.get_long_about());
        let after = fill(command.get_after_long_help());
        let command = match about {
            Some(text) => command.about(text),
            None => command,
        };
        let command = match long_about {
            Some(text) => command.long_about(text),
            None => command,
        };
        match after {
            Some(text) => command.after_long_help(text),
            None => command,
        }
    }

    fn fill(&self, text: &str) -> String {
        let words = [
            ("{command}", self.command),
            ("{default}", self.default),
            ("{tag}", self.tag),
            ("{type of its own}", self.other),
        ];
        words.iter().fold(text.to_owned(), |text, (place, word)| text.replace(place, word))
    }
}
