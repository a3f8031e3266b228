//! The tables of patterns, each once, whatever number of types has the pattern.

use std::collections::BTreeMap;
use std::fmt::Write;

use exact_schema_pattern::Table;
use heck::ToShoutySnakeCase;
use proc_macro2::Literal;

use super::docs;
use super::spelling::Spelling;
use crate::shape::{Definitions, Kind};

/// The patterns of all types.
pub(super) struct Patterns<'a> {
    /// By pattern: the name of its table, which is made of the first type that has it.
    tables: BTreeMap<&'a str, (String, &'a Table)>,
}

impl<'a> Patterns<'a> {
    pub(super) fn of(definitions: &'a Definitions) -> Self {
        let mut tables = BTreeMap::new();
        let mut taken = std::collections::BTreeSet::new();
        for (name, definition) in definitions {
            let Kind::Text(rule) = &definition.kind else { continue };
            let Some((pattern, automaton)) = &rule.pattern else { continue };
            if tables.contains_key(pattern.as_str()) {
                continue;
            }
            let mut table = name.to_shouty_snake_case();
            while !taken.insert(table.clone()) {
                table.push('_');
            }
            tables.insert(pattern.as_str(), (table, automaton));
        }
        Self { tables }
    }

    /// The name of the table of a pattern.
    pub(super) fn name(&self, pattern: &str) -> &str {
        self.tables.get(pattern).map_or("", |(name, _)| name)
    }

    /// A module of all tables; nothing where there are none.
    pub(super) fn module(&self, spelling: &Spelling) -> String {
        if self.tables.is_empty() {
            return String::new();
        }
        let kind = spelling.name("Automaton");
        let mut text = String::from(
            "/// Patterns as tables: for every byte its class, for every state and class the next state.\n\
             mod patterns {\n    use super::*;\n",
        );
        let mut tables: Vec<_> = self.tables.iter().collect();
        tables.sort_by_key(|(_, (name, _))| name);
        for (pattern, (name, automaton)) in tables {
            let said = docs::lines(&format!("`{pattern}`")).join(" ");
            let classes = Literal::byte_string(&automaton.classes);
            let transitions = listed(&automaton.transitions);
            let accepting = listed(&automaton.accepting);
            let start = automaton.start;
            let _ = write!(
                text,
                "\n    ///{said}\n    pub(super) const {name}: {kind} = {kind} {{\n        \
                 classes: {classes},\n        transitions: &[{transitions}],\n        \
                 accepting: &[{accepting}],\n        start: {start},\n    }};\n"
            );
        }
        text.push_str("}\n");
        text
    }
}

fn listed<T: ToString>(values: &[T]) -> String {
    values.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
