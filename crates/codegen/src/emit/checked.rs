//! Shapes without a Rust structure: a newtype over a JSON value that runs the schema itself.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use crate::options::{Formats, Options};
use crate::schemas::Schemas;
use crate::shape::Definition;

/// The schema files that the types of a module run.
pub(super) fn schemas(schemas: &Schemas) -> TokenStream {
    let documents = schemas.embedded().into_iter().map(|(name, document)| {
        let text = document.to_string();
        quote!((#name, #text))
    });
    quote! {
        /// The schemas that values are checked against: file name and text.
        const SCHEMAS: &[(&str, &str)] = &[#(#documents),*];
    }
}

pub(super) fn checked(
    definition: &Definition,
    name: &Ident,
    why: &str,
    options: &Options,
) -> TokenStream {
    let docs = docs::of_type(
        definition,
        &[format!(
            "A JSON value, checked against the schema whenever one is made: the schema has no Rust \
             structure that would be exact ({why})."
        )],
    );
    let type_name = name.to_string();
    let schema_name = definition.schema_name.as_str();
    let file = &definition.location.file;
    let pointer = &definition.location.pointer;
    let asserts = options.formats == Formats::Assert;

    let schema = super::schema_tokens(&super::annotated(definition, serde_json::json!({})));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        pub struct #name(::export_bundles::exact::JsonValue);

        impl #name {
            fn schema() -> &'static ::export_bundles::exact::CheckedSchema {
                static SCHEMA: ::export_bundles::exact::CheckedSchema =
                    ::export_bundles::exact::CheckedSchema::new(
                        #type_name,
                        SCHEMAS,
                        #file,
                        #pointer,
                        #asserts,
                    );
                &SCHEMA
            }

            /// The JSON value itself.
            pub fn into_inner(self) -> ::serde_json::Value {
                self.0.into()
            }
        }
        impl ::std::convert::TryFrom<::serde_json::Value> for #name {
            type Error = ::export_bundles::exact::InvalidValue;
            fn try_from(value: ::serde_json::Value) -> ::std::result::Result<Self, Self::Error> {
                Self::schema().check(&value).map(|()| Self(value.into()))
            }
        }
        impl ::std::ops::Deref for #name {
            type Target = ::serde_json::Value;
            fn deref(&self) -> &::serde_json::Value {
                &self.0
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                let value: ::export_bundles::exact::JsonValue =
                    ::serde::Deserialize::deserialize(deserializer)?;
                Self::try_from(::serde_json::Value::from(value)).map_err(::serde::de::Error::custom)
            }
        }
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }
            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut schema = #schema;
                Self::schema().describe(&mut schema);
                schema
            }
        }
    }
}
