//! How generated code spells names that are not its own: short, unless a schema gives the short name to
//! a type.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::visit_mut::{self, VisitMut};

use crate::options::Numbers;
use crate::shape::{Definitions, Usage};

/// What generated code uses, with the modules that hold it.
const FOREIGN: &[(&str, &[&str])] = &[
    ("::std::option", &["Option"]),
    ("::std::string", &["String"]),
    ("::std::vec", &["Vec"]),
    ("::std::boxed", &["Box"]),
    (
        "::exact_schema_runtime::generated",
        &[
            "Automaton",
            "Contract",
            "DocumentType",
            "Facts",
            "JsonList",
            "JsonObject",
            "JsonValue",
            "ListRule",
            "Members",
            "NamedOutline",
            "Null",
            "Number",
            "NumberRule",
            "OrNull",
            "Outline",
            "SignedRule",
            "SmolStr",
            "TextRule",
            "UnsignedRule",
            "WholeNumber",
            "WholeRule",
            "WrittenObject",
            "WrittenValue",
        ],
    ),
];

/// The names that schemas give to types.
pub(super) struct Spelling {
    taken: BTreeSet<String>,
    numbers: Numbers,
}

impl Spelling {
    pub(super) fn of(definitions: &Definitions, numbers: Numbers) -> Self {
        Self { taken: definitions.keys().cloned().collect(), numbers }
    }

    /// What numbers without bounds are held as.
    pub(super) fn numbers(&self) -> Numbers {
        self.numbers
    }

    /// How `name` is spelled, which is one of [`FOREIGN`].
    pub(super) fn name(&self, name: &str) -> String {
        if self.taken.contains(name) { absolute(name) } else { name.to_owned() }
    }

    /// The type of a place.
    pub(super) fn usage(&self, usage: &Usage) -> String {
        let of = |name: &str, inner: &Usage| format!("{}<{}>", self.name(name), self.usage(inner));
        match usage {
            Usage::Anything => self.name(match self.numbers {
                Numbers::Doubles => "JsonValue",
                Numbers::AsWritten => "WrittenValue",
            }),
            Usage::Boolean => "bool".to_owned(),
            Usage::FreeObject => self.name(match self.numbers {
                Numbers::Doubles => "JsonObject",
                Numbers::AsWritten => "WrittenObject",
            }),
            Usage::List(items) => of("Vec", items),
            Usage::Map(values) => of("Members", values),
            Usage::Named(name) => name.clone(),
            Usage::Null => self.name("Null"),
            Usage::Nullable(inner) => of("Option", inner),
            Usage::Number => self.name("Number"),
            Usage::Text => self.name("String"),
            Usage::Tuple(items) => match items.as_slice() {
                [only] => format!("({},)", self.usage(only)),
                items => {
                    let items: Vec<String> = items.iter().map(|it| self.usage(it)).collect();
                    format!("({})", items.join(", "))
                }
            },
            Usage::Whole => self.name("WholeNumber"),
        }
    }

    /// The text of a type that typify wrote, with names as they are spelled here.
    pub(super) fn tokens(&self, kind: &syn::Type) -> String {
        let mut kind = kind.clone();
        self.shortening().visit_type_mut(&mut kind);
        tight(&quote::quote!(#kind))
    }

    /// Spells names shorter that typify has written out.
    pub(super) fn shortening(&self) -> Shortening<'_> {
        Shortening(self)
    }
}

/// `name` with its module, spelled so that nothing can shadow it.
pub(super) fn absolute(name: &str) -> String {
    let home = FOREIGN.iter().find(|(_, names)| names.contains(&name));
    home.map_or_else(|| name.to_owned(), |(module, _)| format!("{module}::{name}"))
}

/// The type of a place, spelled so that nothing can shadow it: for typify, whose own names these are not.
#[expect(clippy::expect_used, reason = "a type that is left out would be wrong code")]
pub(super) fn absolute_usage(usage: &Usage, numbers: Numbers) -> TokenStream {
    let everything = FOREIGN.iter().flat_map(|(_, names)| names.iter());
    let spelling = Spelling { taken: everything.map(|name| (*name).to_owned()).collect(), numbers };
    spelling.usage(usage).parse().expect("a type is spelled as Rust reads it")
}

/// Tokens as a person would space them.
fn tight(tokens: &TokenStream) -> String {
    let spaced = tokens.to_string();
    [(" :: ", "::"), (":: ", "::"), (" < ", "<"), (" >", ">"), (" ,", ","), ("& ", "&")]
        .iter()
        .fold(spaced, |text, (spaced, tight)| text.replace(spaced, tight))
}

pub(super) struct Shortening<'a>(&'a Spelling);

impl VisitMut for Shortening<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let plain = path.segments.iter().map(|part| part.ident.to_string());
        let whole = format!("::{}", plain.collect::<Vec<_>>().join("::"));
        if path.leading_colon.is_some() && whole == absolute(&name) && !self.0.taken.contains(&name)
        {
            let last = path.segments.pop().map(syn::punctuated::Pair::into_value);
            path.segments.clear();
            path.segments.extend(last);
            path.leading_colon = None;
        }
    }
}
