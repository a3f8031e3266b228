//! `Deserialize` for objects: by member name only, each once, nothing left out, nothing dropped.
//!
//! serde's own derive would also take an array of the fields in order, and null for an optional
//! member that may not be null.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Field, ItemStruct, LitStr, Path};

use crate::shape::{Member, Object, Presence, Usage};

pub(super) fn deserialize(item: &ItemStruct, shape: &Object) -> TokenStream {
    let name = &item.ident;
    let type_name = name.to_string();
    let expecting = format!("an object that is a {name}");
    let described: Vec<Described> = item
        .fields
        .iter()
        .filter_map(|field| {
            let name = json_name(field);
            let member = shape.members.get(&name)?;
            let slot = format_ident!("slot_{}", field.ident.as_ref()?);
            Some(Described { slot, field, name, member })
        })
        .collect();
    let extra = item.fields.iter().find(|field| !shape.members.contains_key(&json_name(field)));

    let slots = described.iter().map(Described::declare);
    let arms = described.iter().enumerate().map(|(index, it)| it.arm(index));
    let finished = described.iter().map(Described::finish);
    let names: Vec<&String> = described.iter().map(|it| &it.name).collect();
    let indices = (0..names.len()).map(Literal::usize_unsuffixed);
    let key = match extra {
        Some(_) => quote!(Name::Other(name.to_owned())),
        None => quote! {
            return ::std::result::Result::Err(::serde::de::Error::unknown_field(name, NAMES))
        },
    };
    let other = extra.map(|_| quote!(Other(::std::string::String),));
    let declare_extra = extra.map(|_| {
        quote! { let mut extra = ::serde_json::Map::new(); }
    });
    let extra_arm = extra.map(|_| {
        quote! {
            Name::Other(name) => {
                if extra.contains_key(&name) {
                    return ::std::result::Result::Err(::export_bundles::exact::twice());
                }
                let value: ::export_bundles::exact::JsonValue = members.next_value()?;
                extra.insert(name, value.into());
            }
        }
    });
    let finish_extra = extra.map(|field| {
        let field = &field.ident;
        quote!(#field: extra,)
    });
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                const NAMES: &[&str] = &[#(#names),*];
                enum Name { Known(usize), #other }
                struct NameVisitor;
                impl<'de> ::serde::de::Visitor<'de> for NameVisitor {
                    type Value = Name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("the name of a member")
                    }
                    fn visit_u64<E>(self, index: u64) -> ::std::result::Result<Name, E>
                    where
                        E: ::serde::de::Error,
                    {
                        ::std::result::Result::Ok(Name::Known(index as usize))
                    }
                    fn visit_str<E>(self, name: &str) -> ::std::result::Result<Name, E>
                    where
                        E: ::serde::de::Error,
                    {
                        ::std::result::Result::Ok(match name {
                            #(#names => Name::Known(#indices),)*
                            _ => #key,
                        })
                    }
                }
                impl<'de> ::serde::Deserialize<'de> for Name {
                    fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
                    where
                        D: ::serde::Deserializer<'de>,
                    {
                        deserializer.deserialize_identifier(NameVisitor)
                    }
                }
                struct ObjectVisitor;
                impl<'de> ::serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = #name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(#expecting)
                    }
                    fn visit_map<A>(self, mut members: A) -> ::std::result::Result<#name, A::Error>
                    where
                        A: ::serde::de::MapAccess<'de>,
                    {
                        #(#slots)*
                        #declare_extra
                        while let ::std::option::Option::Some(name) = members.next_key::<Name>()? {
                            match name {
                                #(#arms)*
                                Name::Known(_) => {
                                    return ::std::result::Result::Err(::export_bundles::exact::twice());
                                }
                                #extra_arm
                            }
                        }
                        ::std::result::Result::Ok(#name { #(#finished)* #finish_extra })
                    }
                }
                deserializer.deserialize_struct(#type_name, NAMES, ObjectVisitor)
            }
        }
    }
}

/// A member, and the field that holds it.
struct Described<'a> {
    slot: proc_macro2::Ident,
    field: &'a Field,
    name: String,
    member: &'a Member,
}

impl Described<'_> {
    /// Until the object ends, a member is a value or not seen yet.
    fn declare(&self) -> TokenStream {
        let (slot, kind) = (&self.slot, &self.field.ty);
        quote! { let mut #slot: ::std::option::Option<#kind> = ::std::option::Option::None; }
    }

    fn arm(&self, index: usize) -> TokenStream {
        let slot = &self.slot;
        let index = Literal::usize_unsuffixed(index);
        let value = match (&self.member.presence, &self.member.usage) {
            // The field is an `Option` only because the member may be absent; null is not a value.
            (Presence::Optional, usage) if !matches!(usage, Usage::Nullable(_)) => {
                quote!(::std::option::Option::Some(members.next_value()?))
            }
            _ => quote!(members.next_value()?),
        };
        quote! {
            Name::Known(#index) if #slot.is_none() => #slot = ::std::option::Option::Some(#value),
        }
    }

    fn finish(&self) -> TokenStream {
        let (slot, field, name) = (&self.slot, &self.field.ident, &self.name);
        let value = match &self.member.presence {
            Presence::Required => quote! {
                #slot.ok_or_else(|| ::serde::de::Error::missing_field(#name))?
            },
            Presence::Optional => quote!(#slot.unwrap_or(::std::option::Option::None)),
            Presence::Default(_) => {
                match default_path(self.field).and_then(|path| path.parse::<Path>().ok()) {
                    Some(path) => quote!(#slot.unwrap_or_else(#path)),
                    None => quote!(#slot.unwrap_or_default()),
                }
            }
        };
        quote!(#field: #value,)
    }
}

/// The name that a field has in JSON.
pub(super) fn json_name(field: &Field) -> String {
    let own = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    renamed(&field.attrs).unwrap_or(own)
}

/// The name that `#[serde(rename = "…")]` gives.
pub(super) fn renamed(attributes: &[Attribute]) -> Option<String> {
    serde_value(attributes, "rename").map(|name| name.value())
}

/// The function that makes the default of a field, where it is not the type's own default.
pub(super) fn default_path(field: &Field) -> Option<LitStr> {
    serde_value(&field.attrs, "default")
}

fn serde_value(attributes: &[Attribute], key: &str) -> Option<LitStr> {
    let mut found = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: LitStr = meta.value()?.parse()?;
                if meta.path.is_ident(key) {
                    found = Some(value);
                }
            }
            Ok(())
        });
    }
    found
}
