//! Which lists the documents of the contract have, for whoever explains what is wrong with one.

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, rust_type};
use crate::lower::Lowered;
use crate::shape::{Definitions, Kind, Object, Usage};

/// A table of outlines by schema file, and a function for each object that is in one.
pub(super) fn outlines(lowered: &Lowered) -> TokenStream {
    let mut outlines = Outlines { definitions: &lowered.definitions, functions: BTreeMap::new() };
    let roots: Vec<TokenStream> = lowered
        .roots
        .iter()
        .filter_map(|(file, name)| {
            let outline = outlines.of(&Usage::Named(name.clone()))?;
            Some(quote!((#file, outlines::#outline)))
        })
        .collect();
    let functions = outlines.functions.values();
    quote! {
        /// What is known of the lists in a document, by the name of its schema file.
        pub(crate) const OUTLINES: &[::export_bundles_ijson::NamedOutline] = &[#(#roots),*];
        mod outlines {
            use ::export_bundles_ijson::{NamedOutline, Outline};
            use super::*;
            #(#functions)*
        }
    }
}

struct Outlines<'a> {
    definitions: &'a Definitions,
    /// By the name of the type; still empty while the function is being written.
    functions: BTreeMap<&'a str, TokenStream>,
}

impl<'a> Outlines<'a> {
    /// A function that gives the outline of a place, if its value may have lists.
    fn of(&mut self, usage: &Usage) -> Option<TokenStream> {
        match usage {
            Usage::List(items) => {
                let outline = self.of(items).unwrap_or_else(|| quote!(|| Outline::PLAIN));
                let items = rust_type(items);
                Some(quote!(|| Outline::list::<#items>(#outline)))
            }
            Usage::Nullable(inner) => self.of(inner),
            Usage::Named(name) => {
                let (name, definition) = self.definitions.get_key_value(name)?;
                match &definition.kind {
                    Kind::Alias(target) => self.of(target),
                    Kind::Object(object) => Some(self.object(name, object)),
                    _ => None,
                }
            }
            Usage::Anything
            | Usage::Boolean
            | Usage::FreeObject
            | Usage::Map(_)
            | Usage::Null
            | Usage::Text => None,
        }
    }

    fn object(&mut self, name: &'a str, object: &Object) -> TokenStream {
        let function = ident(&name.to_snake_case());
        if !self.functions.contains_key(name) {
            self.functions.insert(name, TokenStream::new());
            let members = object.members.iter().filter_map(|(member, it)| {
                let outline = self.of(&it.usage)?;
                Some(quote!((#member, #outline)))
            });
            let members: Vec<TokenStream> = members.collect();
            let function = quote! {
                pub(super) fn #function() -> Outline {
                    const MEMBERS: &[NamedOutline] = &[#(#members),*];
                    Outline::object(MEMBERS)
                }
            };
            self.functions.insert(name, function);
        }
        quote!(#function)
    }
}
