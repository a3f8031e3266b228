//! Which lists the documents of the contract have, to explain what is wrong with one of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use heck::ToSnakeCase;

use super::literal;
use super::spelling::Spelling;
use crate::lower::Lowered;
use crate::shape::{Definitions, Kind, Object, Usage};

/// A table of outlines by schema file, and a function for each object that is in one.
pub(super) fn outlines(lowered: &Lowered, spelling: &Spelling) -> String {
    let mut outlines =
        Outlines { definitions: &lowered.definitions, spelling, functions: BTreeMap::new() };
    let mut roots = String::new();
    for (root, name) in &lowered.roots {
        let outline = outlines.of(&Usage::Named(name.clone()));
        // Of any other root all is looked at, as where nothing is known of it.
        if let Some(outline) = outline.filter(|it| !it.starts_with("||")) {
            let _ = writeln!(roots, "    ({}, outlines::{outline}),", literal::text(&root.file));
        }
    }
    let functions: String = outlines.functions.into_values().collect();
    let named = spelling.name("NamedOutline");
    format!(
        "/// What is known of the lists in a document, by the name of its schema file.\n\
         const OUTLINES: &[{named}] = &[\n{roots}];\n\n\
         mod outlines {{\n    use super::*;\n{functions}}}\n"
    )
}

struct Outlines<'a> {
    definitions: &'a Definitions,
    spelling: &'a Spelling,
    /// By the name of the type; still empty while the function is being written.
    functions: BTreeMap<&'a str, String>,
}

impl<'a> Outlines<'a> {
    /// A function that gives the outline of a place, unless it is a leaf.
    fn of(&mut self, usage: &Usage) -> Option<String> {
        match usage {
            Usage::List(items) => {
                let outline = self.spelling.name("Outline");
                let of_item = self.of(items).unwrap_or_else(|| format!("|| {outline}::LEAF"));
                let items = self.spelling.usage(items);
                Some(format!("|| {outline}::list::<{items}>({of_item})"))
            }
            Usage::Nullable(inner) => self.of(inner),
            Usage::Named(name) => {
                let (name, definition) = self.definitions.get_key_value(name)?;
                match &definition.kind {
                    Kind::Alias(target) => self.of(target),
                    Kind::Object(object) => Some(self.object(name, object)),
                    Kind::Enumeration(_)
                    | Kind::Integer(_)
                    | Kind::Number(_)
                    | Kind::Text(_)
                    | Kind::Whole(_)
                    | Kind::WrittenNumber(_) => None,
                    // What is in them decides, and all of it is looked at.
                    Kind::ByType(_)
                    | Kind::Checked { .. }
                    | Kind::FirstOf(_)
                    | Kind::Guarded(_)
                    | Kind::HandWritten { .. }
                    | Kind::List(_)
                    | Kind::Union(_) => Some(self.plain()),
                }
            }
            Usage::Map(_) | Usage::Tuple(_) => Some(self.plain()),
            Usage::Anything
            | Usage::Boolean
            | Usage::FreeObject
            | Usage::Null
            | Usage::Number
            | Usage::Text
            | Usage::Whole => None,
        }
    }

    fn plain(&self) -> String {
        format!("|| {}::PLAIN", self.spelling.name("Outline"))
    }

    fn object(&mut self, name: &'a str, object: &Object) -> String {
        let function = name.to_snake_case();
        if !self.functions.contains_key(name) {
            self.functions.insert(name, String::new());
            let mut members = String::new();
            for (member, it) in &object.members {
                if let Some(outline) = self.of(&it.usage) {
                    let member = literal::text(member);
                    let _ = write!(members, "\n            ({member}, {outline}),");
                }
            }
            if !members.is_empty() {
                members.push_str("\n        ");
            }
            let (outline, named) =
                (self.spelling.name("Outline"), self.spelling.name("NamedOutline"));
            let text = format!(
                "    pub(super) fn {function}() -> {outline} {{\n        \
                 const MEMBERS: &[{named}] = &[{members}];\n        \
                 {outline}::known(MEMBERS)\n    }}\n"
            );
            self.functions.insert(name, text);
        }
        function
    }
}
