//! One of several objects that a member tells apart, wherever that member stands.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::json;

use super::{docs, ident};
use crate::boxes::Boxes;
use crate::names::variant_name;
use crate::shape::{Branch, Definition, Definitions, Union};

pub(super) fn union(
    definition: &Definition,
    name: &Ident,
    union: &Union,
    definitions: &Definitions,
    boxes: &Boxes,
) -> TokenStream {
    let tag = &union.tag;
    let text = format!("The member `{tag}` tells which it is.");
    let docs = docs::of_type(definition, &[text]);
    let values: Vec<&String> = union.branches.iter().map(|branch| &branch.value).collect();
    let variants: Vec<Ident> =
        union.branches.iter().map(|branch| ident(&variant_name(&branch.value))).collect();
    let types: Vec<Ident> = union.branches.iter().map(|branch| ident(&branch.type_name)).collect();

    let type_name = name.to_string();
    let boxed = |branch: &Branch| boxes.contain(&type_name, &branch.type_name);
    let boxed: Vec<bool> = union.branches.iter().map(boxed).collect();
    let held = types.iter().zip(&boxed).map(|(held, &boxed)| match boxed {
        true => quote!(::std::boxed::Box<#held>),
        false => quote!(#held),
    });
    let wrapped = boxed.iter().map(|&boxed| match boxed {
        true => quote!(::std::boxed::Box::new(value)),
        false => quote!(value),
    });
    let variant_docs = union.branches.iter().map(|branch| {
        let described =
            definitions.get(&branch.type_name).and_then(|it| it.about.description.clone());
        docs::paragraphs_of(&described.unwrap_or_else(|| format!("`{}`", branch.value)))
    });
    let expected = format!(
        "one of {}",
        values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
    );
    let schema_name = &definition.schema_name;
    let mut tagged = json!({
        "type": "object",
        "properties": { tag: { "type": "string", "enum": values } },
        "required": [tag],
    });
    if let Some(description) = &union.tag_description {
        tagged["properties"][tag]["description"] = json!(description);
    }
    let schema = super::schema_tokens(&super::annotated(definition, tagged));
    let tag_doc = docs::paragraphs_of(&format!("The value of `{tag}`."));
    let accessor = tag.to_snake_case();
    let accessor = match syn::parse_str::<Ident>(&accessor) {
        Ok(accessor) => accessor,
        Err(_) => ident(&format!("{accessor}_")),
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        pub enum #name {
            #(#variant_docs #variants(#held),)*
        }

        impl #name {
            #tag_doc
            pub fn #accessor(&self) -> &'static str {
                match self {
                    #(Self::#variants(_) => #values,)*
                }
            }
        }
        #(
            impl ::std::convert::From<#types> for #name {
                fn from(value: #types) -> Self {
                    Self::#variants(#wrapped)
                }
            }
        )*
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                match self {
                    #(Self::#variants(value) => ::serde::Serialize::serialize(value, serializer),)*
                }
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                ::export_bundles::exact::tagged(deserializer)
            }
        }
        impl<'de> ::export_bundles::exact::Tagged<'de> for #name {
            const TAG: &'static str = #tag;
            fn branch<__D>(value: &str, members: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                match value {
                    #(#values => {
                        <#types as ::serde::Deserialize>::deserialize(members).map(Self::from)
                    })*
                    _ => ::std::result::Result::Err(::serde::de::Error::custom(
                        ::export_bundles::exact::InvalidValue::expected(#tag, #expected),
                    )),
                }
            }
        }
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #schema_name.into()
            }
            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut schema = #schema;
                schema.insert(
                    "oneOf".to_owned(),
                    ::serde_json::Value::Array(vec![
                        #(generator.subschema_for::<#types>().into()),*
                    ]),
                );
                schema
            }
        }
    }
}
