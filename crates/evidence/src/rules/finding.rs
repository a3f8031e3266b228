//! What rules find.

use exact_schema_json::pointer;

use super::rule::{Rule, Severity};

/// A place where a bundle is not as a rule has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The [id](Rule::id) of the rule.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is: a JSON Pointer (RFC 6901), which may lead to a member that is not there.
    pub pointer: String,
    /// What was expected there, in words. It never repeats a value of the document.
    pub message: &'static str,
}

/// Notes what one rule finds.
pub struct Findings<'a> {
    rule: &'static Rule,
    found: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub fn of(rule: &'static Rule, found: &'a mut Vec<Finding>) -> Self {
        Self { rule, found }
    }

    /// At a member of the document.
    pub fn at(&mut self, member: &str) {
        self.note(pointer::join("", member), member);
    }

    /// At the member of a member of the document.
    pub fn within(&mut self, member: &str, inner: &str) {
        self.note(pointer::join(&pointer::join("", member), inner), inner);
    }

    /// At an item of a list.
    pub fn at_item(&mut self, list: &str, index: usize) {
        self.note(pointer::join(&pointer::join("", list), &index.to_string()), list);
    }

    /// At the member of an item of a list.
    pub fn in_item(&mut self, list: &str, index: usize, member: &str) {
        let item = pointer::join(&pointer::join("", list), &index.to_string());
        self.note(pointer::join(&item, member), member);
    }

    /// At the document, or wherever else the rule speaks of all of it.
    pub fn at_pointer(&mut self, pointer: &str) {
        self.note(pointer.to_owned(), "");
    }

    fn note(&mut self, pointer: String, member: &str) {
        self.found.push(Finding {
            rule: self.rule.id(),
            severity: self.rule.severity(),
            pointer,
            message: self.rule.message(member),
        });
    }
}
