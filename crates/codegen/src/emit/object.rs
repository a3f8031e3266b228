//! `Deserialize` for objects: by member name only, each once, nothing left out, nothing dropped.
//!
//! serde's own derive would also take an array of the fields in order, and null for an optional
//! member that may not be null.
//!
//! What stands beside the names of generated types begins with underscores, as no such name does.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Attribute, Field, ItemStruct, LitStr, Path};

use crate::shape::{Member, Object, Presence, Usage};

pub(super) fn deserialize(item: &ItemStruct, shape: &Object) -> TokenStream {
    let name = &item.ident;
    if item.fields.is_empty() {
        return nothing(name);
    }
    let type_name = name.to_string();
    let expecting = format!("an object that is a {name}");
    let described: Vec<Described> = item
        .fields
        .iter()
        .filter_map(|field| {
            let (name, member) = member(field, shape)?;
            let slot = format_ident!("slot_{}", field.ident.as_ref()?);
            Some(Described { slot, field, name, member })
        })
        .collect();
    let extra = item.fields.iter().find(|field| member(field, shape).is_none());

    let slots = described.iter().map(Described::declare);
    let arms = described.iter().enumerate().map(|(index, it)| it.arm(index));
    let finished = described.iter().map(Described::finish);
    let names: Vec<&String> = described.iter().map(|it| it.name).collect();
    let indices = (0..names.len()).map(Literal::usize_unsuffixed);
    let key = match extra {
        Some(_) => quote!(::std::result::Result::Ok(__Name::Other(name.to_owned()))),
        None => quote! {
            ::std::result::Result::Err(::serde::de::Error::unknown_field(name, NAMES))
        },
    };
    let other = extra.map(|_| quote!(Other(::std::string::String),));
    let declare_extra = extra.map(|_| {
        quote! { let mut extra = ::serde_json::Map::new(); }
    });
    let extra_arm = extra.map(|_| {
        quote! {
            __Name::Other(name) => {
                if extra.contains_key(&name) {
                    return ::std::result::Result::Err(::export_bundles::exact::twice());
                }
                let value: ::export_bundles::exact::JsonValue = members.next_value()?;
                extra.insert(name, value.into());
            }
        }
    });
    let finish_extra = extra.map(|_| quote!(extra,));

    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                const NAMES: &[&str] = &[#(#names),*];
                enum __Name { Known(usize), #other }
                struct __NameVisitor;
                impl<'de> ::serde::de::Visitor<'de> for __NameVisitor {
                    type Value = __Name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("the name of a member")
                    }
                    fn visit_u64<__E>(self, index: u64) -> ::std::result::Result<__Name, __E>
                    where
                        __E: ::serde::de::Error,
                    {
                        ::std::result::Result::Ok(__Name::Known(index as usize))
                    }
                    fn visit_str<__E>(self, name: &str) -> ::std::result::Result<__Name, __E>
                    where
                        __E: ::serde::de::Error,
                    {
                        match name {
                            #(#names => ::std::result::Result::Ok(__Name::Known(#indices)),)*
                            _ => #key,
                        }
                    }
                }
                impl<'de> ::serde::Deserialize<'de> for __Name {
                    fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
                    where
                        __D: ::serde::Deserializer<'de>,
                    {
                        deserializer.deserialize_identifier(__NameVisitor)
                    }
                }
                struct __ObjectVisitor;
                impl<'de> ::serde::de::Visitor<'de> for __ObjectVisitor {
                    type Value = #name;
                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(#expecting)
                    }
                    fn visit_map<__A>(self, mut members: __A) -> ::std::result::Result<#name, __A::Error>
                    where
                        __A: ::serde::de::MapAccess<'de>,
                    {
                        #(#slots)*
                        #declare_extra
                        while let ::std::option::Option::Some(name) = members.next_key::<__Name>()? {
                            match name {
                                #(#arms)*
                                __Name::Known(_) => {
                                    return ::std::result::Result::Err(::export_bundles::exact::twice());
                                }
                                #extra_arm
                            }
                        }
                        ::std::result::Result::Ok(#name { #(#finished)* #finish_extra })
                    }
                }
                deserializer.deserialize_struct(#type_name, NAMES, __ObjectVisitor)
            }
        }
    }
}

/// For an object that has no members at all.
fn nothing(name: &Ident) -> TokenStream {
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<__D>(deserializer: __D) -> ::std::result::Result<Self, __D::Error>
            where
                __D: ::serde::Deserializer<'de>,
            {
                let members: ::export_bundles::exact::JsonObject =
                    ::serde::Deserialize::deserialize(deserializer)?;
                match members.keys().next() {
                    ::std::option::Option::None => ::std::result::Result::Ok(Self {}),
                    ::std::option::Option::Some(name) => {
                        ::std::result::Result::Err(::serde::de::Error::unknown_field(name, &[]))
                    }
                }
            }
        }
    }
}

/// A member, and the field that holds it.
struct Described<'a> {
    slot: Ident,
    field: &'a Field,
    name: &'a String,
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
            (_, Usage::List(_)) => quote!(::export_bundles::exact::shrunk(members.next_value()?)),
            _ => quote!(members.next_value()?),
        };
        quote! {
            __Name::Known(#index) if #slot.is_none() => #slot = ::std::option::Option::Some(#value),
        }
    }

    fn finish(&self) -> TokenStream {
        let (slot, field, name) = (&self.slot, &self.field.ident, self.name);
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

/// The member that a field holds, and its name in JSON; none for that of all other members.
pub(super) fn member<'a>(field: &Field, shape: &'a Object) -> Option<(&'a String, &'a Member)> {
    shape.by_field(&field.ident.as_ref()?.to_string())
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
