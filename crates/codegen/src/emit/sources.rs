//! What the library needs to know of its own contract: the source schemas, and which type each is.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ident;
use crate::lower::Lowered;
use crate::schemas::Schemas;
use crate::shape::{Kind, Union};

pub(super) fn sources(schemas: &Schemas, lowered: &Lowered) -> TokenStream {
    let documents = schemas.documents().map(|(name, document)| {
        let text = document.to_string();
        quote!((#name, #text))
    });
    let contracts = lowered.roots.iter().map(|(file, name)| {
        let definition = lowered.definitions.get(name);
        let title = definition.map_or(name, |it| &it.schema_name);
        let read = match definition.map(|it| &it.kind) {
            Some(Kind::Union(union)) => dispatch(union),
            // Not provided by the trait, so that it is compiled here, once, whoever uses it.
            _ => quote! {
                fn read(text: &str) -> ::std::result::Result<Self, crate::contract::Mismatch> {
                    ::export_bundles_ijson::from_str(text)
                }
            },
        };
        let ident = ident(name);
        quote! {
            impl crate::contract::Sealed for #ident {}
            impl crate::Contract for #ident {
                const TITLE: &'static str = #title;
                const FILE: &'static str = #file;
                #read
            }
        }
    });
    let types = lowered.roots.values().map(|name| ident(name));
    quote! {
        #(#contracts)*
        /// Every type of the contract, sorted by the name of its schema file.
        pub(crate) const TYPES: &[crate::DocumentType] =
            &[#(crate::DocumentType::of::<#types>()),*];
        /// The source schemas: file name and text.
        pub(crate) const SOURCES: &[(&str, &str)] = &[#(#documents),*];
    }
}

/// How a union is read from text: the tag first, wherever it stands, then the branch in one pass.
fn dispatch(union: &Union) -> TokenStream {
    let tag = &union.tag;
    let values: Vec<&String> = union.branches.iter().map(|branch| &branch.value).collect();
    let types: Vec<Ident> = union.branches.iter().map(|branch| ident(&branch.type_name)).collect();
    quote! {
        const TAG: ::std::option::Option<crate::Tag> = ::std::option::Option::Some(
            crate::Tag {
                member: #tag,
                branches: &[#((#values, <#types as crate::Contract>::TITLE)),*],
            },
        );
        fn read(text: &str) -> ::std::result::Result<Self, crate::contract::Mismatch> {
            match crate::contract::tag_of(text, #tag).as_deref() {
                #(
                    ::std::option::Option::Some(#values) => {
                        <#types as crate::Contract>::read(text).map(Self::from)
                    }
                )*
                _ => ::std::result::Result::Err(::std::default::Default::default()),
            }
        }
    }
}
