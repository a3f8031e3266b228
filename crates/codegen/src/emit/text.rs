//! Strings with rules: a newtype that cannot be made of any other string.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::json;

use super::{docs, expected};
use crate::pattern::Automaton;
use crate::shape::{Definition, TextRule};

pub(super) fn text(definition: &Definition, name: &Ident, rule: &TextRule) -> TokenStream {
    let type_name = name.to_string();
    let expected = expected::text(rule);
    let docs = docs::of_type(definition, &[format!("Holds {expected}.")]);
    let min_length = Literal::u64_unsuffixed(rule.min_length);
    let max_length = match rule.max_length {
        Some(most) => {
            let most = Literal::u64_unsuffixed(most);
            quote!(#most)
        }
        None => quote!(usize::MAX),
    };
    let pattern = match &rule.pattern {
        Some((_, automaton)) => {
            let automaton = automaton_tokens(automaton);
            quote!(::std::option::Option::Some(#automaton))
        }
        None => quote!(::std::option::Option::None),
    };
    let schema = schema(definition, rule);
    let schema_impl = super::schema_impl(definition, name, &schema);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(::export_bundles::exact::SmolStr);

        impl #name {
            const RULE: ::export_bundles::exact::TextRule = ::export_bundles::exact::TextRule {
                type_name: #type_name,
                expected: #expected,
                min_length: #min_length,
                max_length: #max_length,
                pattern: #pattern,
            };

            /// The string itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl ::std::convert::TryFrom<&str> for #name {
            type Error = ::export_bundles::exact::InvalidValue;
            fn try_from(text: &str) -> ::std::result::Result<Self, Self::Error> {
                Self::RULE.check(text).map(|()| Self(text.into()))
            }
        }
        impl ::std::convert::TryFrom<::std::string::String> for #name {
            type Error = ::export_bundles::exact::InvalidValue;
            fn try_from(text: ::std::string::String) -> ::std::result::Result<Self, Self::Error> {
                Self::RULE.check(&text).map(|()| Self(text.into()))
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = ::export_bundles::exact::InvalidValue;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::try_from(text)
            }
        }
        impl ::std::convert::From<#name> for ::std::string::String {
            fn from(value: #name) -> Self {
                value.0.into()
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::convert::AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl ::std::borrow::Borrow<str> for #name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl ::std::ops::Deref for #name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                Self::RULE.deserialize(deserializer).map(Self)
            }
        }
        #schema_impl
    }
}

fn schema(definition: &Definition, rule: &TextRule) -> serde_json::Value {
    let mut schema = super::annotated(definition, json!({ "type": "string" }));
    if rule.min_length > 0 {
        schema["minLength"] = json!(rule.min_length);
    }
    if let Some(most) = rule.max_length {
        schema["maxLength"] = json!(most);
    }
    if let Some((pattern, _)) = &rule.pattern {
        schema["pattern"] = json!(pattern);
    }
    schema
}

fn automaton_tokens(automaton: &Automaton) -> TokenStream {
    let classes = Literal::byte_string(&automaton.classes);
    let transitions = automaton.transitions.iter().map(|&next| Literal::u16_unsuffixed(next));
    let accepting = automaton.accepting.iter();
    let start = Literal::u16_unsuffixed(automaton.start);
    quote! {
        ::export_bundles::exact::Automaton {
            classes: #classes,
            transitions: &[#(#transitions),*],
            accepting: &[#(#accepting),*],
            start: #start,
        }
    }
}
