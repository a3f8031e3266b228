//! `Deserialize` and `FromStr` for enumerations of strings.
//!
//! serde's own derive would also take `{"word": null}` for a word.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::json;
use syn::{ItemEnum, Variant};

use super::object;
use crate::shape::Definition;

pub(super) fn implementations(
    item: &ItemEnum,
    definition: &Definition,
    words: &[String],
) -> TokenStream {
    let name = &item.ident;
    let type_name = name.to_string();
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    let expected = match quoted.as_slice() {
        [only] => only.clone(),
        several => format!("one of {}", several.join(", ")),
    };
    let constraint = match words {
        [only] => json!({ "const": only }),
        several => json!({ "type": "string", "enum": several }),
    };
    let schema = super::annotated(definition, constraint);
    let schema_impl = super::schema_impl(definition, name, &schema);
    let values: Vec<String> = item.variants.iter().map(word).collect();
    let variants: Vec<_> = item.variants.iter().map(|variant| &variant.ident).collect();
    quote! {
        impl ::std::str::FromStr for #name {
            type Err = ::export_bundles::exact::InvalidValue;
            fn from_str(
                text: &str,
            ) -> ::std::result::Result<Self, ::export_bundles::exact::InvalidValue> {
                match text {
                    #(#values => ::std::result::Result::Ok(Self::#variants),)*
                    _ => ::std::result::Result::Err(
                        ::export_bundles::exact::InvalidValue::expected(#type_name, #expected),
                    ),
                }
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                ::export_bundles::exact::parsed(deserializer, #expected)
            }
        }
        #schema_impl
    }
}

/// The string that a variant stands for.
pub(super) fn word(variant: &Variant) -> String {
    object::renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string())
}
