//! Builders that already hold what can be known, on top of those that typify writes.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Expr, GenericArgument, ImplItem, Item, ItemImpl, ItemMod, ItemStruct, PathArguments, Type,
    parse_quote,
};

use super::finish::attributes;
use super::{docs, last_segment};
use crate::shape::{Definitions, Kind, Member, Object, Presence, Usage};

/// The method that finishes a value.
const BUILD: &str = "build";

pub(super) fn finish(module: &mut ItemMod, definitions: &Definitions) {
    let Some((_, items)) = &mut module.content else { return };
    let mut methods = Vec::new();
    for item in &mut *items {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                let Some(Kind::Object(shape)) = definitions.get(&name).map(|it| &it.kind) else {
                    continue;
                };
                let text = format!("Builds a [`{name}`](super::{name}), member by member.");
                item.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
                for field in &mut item.fields {
                    Outward(definitions).visit_type_mut(&mut field.ty);
                }
                methods.push(Item::Impl(implementation(item, shape)));
            }
            Item::Impl(item) if is_default(item) => {
                let owner = last_segment(&item.self_ty).unwrap_or_default();
                if let Some(Kind::Object(shape)) = definitions.get(&owner).map(|it| &it.kind) {
                    Prefill { shape, definitions }.visit_item_impl_mut(item);
                }
            }
            _ => {}
        }
    }
    // The methods are written anew.
    items.retain(|item| !matches!(item, Item::Impl(item) if item.trait_.is_none()));
    items.extend(methods);
}

fn is_default(item: &ItemImpl) -> bool {
    let implemented = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
    implemented.is_some_and(|it| it.ident == "Default")
}

/// A builder has the name of what it builds, so that a bare name inside the module is a builder.
struct Outward<'a>(&'a Definitions);

impl VisitMut for Outward<'_> {
    fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
        let bare = path.path.get_ident().map(Ident::to_string);
        if bare.is_some_and(|name| self.0.contains_key(&name)) {
            let name = &path.path;
            *path = parse_quote!(super::#name);
        }
        visit_mut::visit_type_path_mut(self, path);
    }
}

/// One setter a field, two where it may be left unset, and the method that finishes the value.
fn implementation(item: &ItemStruct, shape: &Object) -> ItemImpl {
    let ident = &item.ident;
    let build = format_ident!("{BUILD}");
    let mut taken = BTreeSet::from([BUILD.to_owned()]);
    let mut claim = |wish: String| {
        let mut name = wish;
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        format_ident!("{name}")
    };
    let fields: Vec<_> = item
        .fields
        .iter()
        .filter_map(|field| {
            let name = field.ident.as_ref()?;
            Some((name, held(&field.ty)?, claim(name.to_string())))
        })
        .collect();
    let mut methods: Vec<ImplItem> = Vec::new();
    for (field, held, setter) in &fields {
        let member = shape.by_field(&field.to_string()).map(|(_, member)| member);
        methods.push(self::setter(field, held, setter, member));
    }
    for (field, held, setter) in &fields {
        if argument_of(held, "Option").is_none() {
            continue;
        }
        let maybe = claim(format!("maybe_{field}"));
        let text = format!("Sets [`{setter}`](Self::{setter}), or leaves it unset.");
        let documentation = docs::paragraphs_of(&text);
        methods.push(parse_quote! {
            #documentation
            pub fn #maybe(mut self, value: #held) -> Self {
                self.#field = ::std::result::Result::Ok(value);
                self
            }
        });
    }
    parse_quote! {
        impl #ident {
            #(#methods)*

            /// The finished value.
            ///
            /// # Errors
            ///
            /// Names a required member that has no value, or one whose value was refused, and says
            /// why.
            pub fn #build(
                self,
            ) -> ::std::result::Result<super::#ident, ::export_bundles::exact::InvalidValue> {
                ::std::convert::TryInto::try_into(self)
            }
        }
    }
}

/// Takes whatever converts into the value; for an optional one, into the value inside.
fn setter(field: &Ident, held: &Type, setter: &Ident, member: Option<&Member>) -> ImplItem {
    let text = match member.and_then(|member| member.description.clone()) {
        Some(description) => description,
        None => format!("Sets `{field}`."),
    };
    let documentation = docs::paragraphs_of(&text);
    let refused = format!("error converting supplied value for {field}: {{error}}");
    let (taken, wrapped): (&Type, Expr) = match argument_of(held, "Option") {
        Some(inner) => (inner, parse_quote!(value.try_into().map(::std::option::Option::Some))),
        None => (held, parse_quote!(value.try_into())),
    };
    parse_quote! {
        #documentation
        pub fn #setter(
            mut self,
            value: impl ::std::convert::TryInto<#taken, Error: ::std::fmt::Display>,
        ) -> Self {
            self.#field = #wrapped.map_err(|error| format!(#refused));
            self
        }
    }
}

/// What a builder's field holds once it is set: the field itself is a `Result`.
fn held(field: &Type) -> Option<Type> {
    argument_of(field, "Result").cloned()
}

/// The first argument of `kind`, where that is what the type is.
fn argument_of<'a>(whole: &'a Type, kind: &str) -> Option<&'a Type> {
    let Type::Path(path) = whole else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(argument) if last.ident == kind => Some(argument),
        _ => None,
    }
}

/// Fills in what a builder can know: constants, fresh values, and no further members.
struct Prefill<'a> {
    shape: &'a Object,
    definitions: &'a Definitions,
}

impl VisitMut for Prefill<'_> {
    fn visit_expr_struct_mut(&mut self, literal: &mut syn::ExprStruct) {
        for field in &mut literal.fields {
            let syn::Member::Named(ident) = &field.member else { continue };
            let value: Option<Expr> = match self.shape.by_field(&ident.to_string()) {
                Some((_, member)) if member.fresh => {
                    Some(parse_quote!(::std::result::Result::Ok(::export_bundles::Fresh::fresh())))
                }
                Some((_, member)) if self.is_constant(member) => Some(parse_quote!(
                    ::std::result::Result::Ok(::std::default::Default::default())
                )),
                None if self.shape.open => Some(parse_quote!(::std::result::Result::Ok(
                    ::std::default::Default::default()
                ))),
                _ => None,
            };
            if let Some(value) = value {
                field.expr = value;
            }
        }
    }
}

impl Prefill<'_> {
    fn is_constant(&self, member: &Member) -> bool {
        let Usage::Named(name) = &member.usage else { return false };
        member.presence == Presence::Required
            && self
                .definitions
                .get(name)
                .is_some_and(|it| matches!(&it.kind, Kind::Enumeration(words) if words.len() == 1))
    }
}
