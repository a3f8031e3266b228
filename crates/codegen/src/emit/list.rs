//! Arrays with rules: a newtype over `Vec`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::json;

use super::{docs, expected, rust_type};
use crate::shape::{Definition, ListRule};

pub(super) fn list(definition: &Definition, name: &Ident, rule: &ListRule) -> TokenStream {
    let type_name = name.to_string();
    let expected = expected::list(rule);
    let docs = docs::of_type(definition, &[format!("Holds {expected}.")]);
    let items = rust_type(&rule.items);
    let min_items = Literal::u64_unsuffixed(rule.min_items);
    let max_items = match rule.max_items {
        Some(most) => {
            let most = Literal::u64_unsuffixed(most);
            quote!(#most)
        }
        None => quote!(usize::MAX),
    };
    let distinct = rule.unique.then(|| quote!(Self::RULE.check_distinct(&items)?;));
    let mut constraints = json!({ "type": "array" });
    if rule.min_items > 0 {
        constraints["minItems"] = json!(rule.min_items);
    }
    if let Some(most) = rule.max_items {
        constraints["maxItems"] = json!(most);
    }
    if rule.unique {
        constraints["uniqueItems"] = json!(true);
    }
    let constraints = super::schema_tokens(&super::annotated(definition, constraints));
    let schema_name = definition.schema_name.as_str();
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        pub struct #name(::std::vec::Vec<#items>);

        impl #name {
            const RULE: ::export_bundles::exact::ListRule = ::export_bundles::exact::ListRule {
                type_name: #type_name,
                expected: #expected,
                min_items: #min_items,
                max_items: #max_items,
            };

            /// The items, no longer bound by the rule.
            pub fn into_inner(self) -> ::std::vec::Vec<#items> {
                self.0
            }
        }
        impl ::std::convert::TryFrom<::std::vec::Vec<#items>> for #name {
            type Error = ::export_bundles::exact::InvalidValue;
            fn try_from(
                items: ::std::vec::Vec<#items>,
            ) -> ::std::result::Result<Self, Self::Error> {
                Self::RULE.check(&items)?;
                #distinct
                ::std::result::Result::Ok(Self(items))
            }
        }
        impl ::std::ops::Deref for #name {
            type Target = [#items];
            fn deref(&self) -> &[#items] {
                &self.0
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                let items: ::std::vec::Vec<#items> = ::serde::Deserialize::deserialize(deserializer)?;
                Self::try_from(items).map_err(::serde::de::Error::custom)
            }
        }
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }
            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut schema = #constraints;
                schema.insert(
                    "items".to_owned(),
                    generator.subschema_for::<#items>().into(),
                );
                schema
            }
        }
    }
}
