//! Finishes what typify writes: exact `Deserialize`, complete documentation, builders that already
//! hold what can be known.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, Field, File, FnArg, GenericArgument, ImplItem, Item, ItemEnum, ItemImpl,
    ItemMod, ItemStruct, PathArguments, Type, parse_quote,
};

use super::{docs, enumeration, object};
use crate::names::type_name;
use crate::shape::{Definition, Definitions, Kind, Object, Presence};

pub(super) fn finish(file: &mut File, definitions: &Definitions) {
    file.items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "error"));
    ErrorPaths.visit_file_mut(file);
    let mut written = Vec::new();
    for item in &mut file.items {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                let Some(definition) = definitions.get(&name) else { continue };
                if let Kind::Object(shape) = &definition.kind {
                    finish_struct(item, definition, shape);
                    written.push(object::deserialize(item, shape));
                }
            }
            Item::Enum(item) => {
                let Some(definition) = definitions.get(&item.ident.to_string()) else { continue };
                if let Kind::Enumeration(words) = &definition.kind {
                    finish_enum(item, definition, words);
                    written.push(enumeration::implementations(item, words));
                }
            }
            Item::Impl(item) => document_methods(item),
            Item::Mod(module) if module.ident == "builder" => finish_builders(module, definitions),
            Item::Mod(module) => import_types(module),
            _ => {}
        }
    }
    file.items.retain(|item| !is_replaced(item, definitions));
    file.items.extend(written.into_iter().flat_map(super::items_of));
}

/// typify's conversions of enumerations say only that a value is invalid; ours say what is valid.
fn is_replaced(item: &Item, definitions: &Definitions) -> bool {
    let Item::Impl(item) = item else { return false };
    let Some((_, path, _)) = &item.trait_ else { return false };
    let is_enumeration = super::last_segment(&item.self_ty)
        .and_then(|name| definitions.get(&name))
        .is_some_and(|definition| matches!(definition.kind, Kind::Enumeration(_)));
    is_enumeration && path.segments.last().is_some_and(|it| it.ident == "FromStr")
}

/// One error type serves all generated code.
struct ErrorPaths;

impl VisitMut for ErrorPaths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        if path.segments.last().is_some_and(|segment| segment.ident == "ConversionError") {
            *path = parse_quote!(::export_bundles::exact::InvalidValue);
        }
        visit_mut::visit_path_mut(self, path);
    }
}

fn finish_struct(item: &mut ItemStruct, definition: &Definition, shape: &Object) {
    let documentation = attributes(docs::of_type(definition, &[]));
    item.attrs.retain(|attribute| attribute.path().is_ident("serde"));
    item.attrs.splice(0..0, documentation);
    item.attrs.push(parse_quote!(
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::schemars::JsonSchema)]
    ));
    // A derive stands before the attributes that it reads.
    item.attrs.sort_by_key(|attribute| attribute.path().is_ident("serde"));
    for field in &mut item.fields {
        finish_field(field, shape);
    }
}

fn finish_field(field: &mut Field, shape: &Object) {
    let name = object::json_name(field);
    if !field.attrs.iter().any(|attribute| attribute.path().is_ident("doc")) {
        let text = match shape.members.get(&name) {
            Some(_) => format!("The member `{name}`."),
            None => "Members of any other name.".to_owned(),
        };
        field.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
    }
    let Some(member) = shape.members.get(&name) else { return };
    let mut serde: Vec<TokenStream> = Vec::new();
    if field.ident.as_ref().is_some_and(|ident| ident != &name) {
        serde.push(quote!(rename = #name));
    }
    match (&member.presence, object::default_path(field)) {
        (Presence::Required, _) => {}
        (Presence::Default(_), Some(path)) => serde.push(quote!(default = #path)),
        (Presence::Default(_), None) => serde.push(quote!(default)),
        (Presence::Optional, _) => {
            serde.push(quote!(default, skip_serializing_if = "::std::option::Option::is_none"));
        }
    }
    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    if !serde.is_empty() {
        field.attrs.push(parse_quote!(#[serde(#(#serde),*)]));
    }
}

fn finish_enum(item: &mut ItemEnum, definition: &Definition, words: &[String]) {
    let only = words.len() == 1;
    item.attrs = attributes(docs::of_type(definition, &[]));
    item.attrs.push(parse_quote!(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::schemars::JsonSchema
        )]
    ));
    if only {
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
    for variant in &mut item.variants {
        let word = enumeration::word(variant);
        variant.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
        variant.attrs.splice(0..0, attributes(docs::paragraphs_of(&format!("`{word}`"))));
        if only {
            variant.attrs.push(parse_quote!(#[default]));
        }
    }
}

fn document_methods(item: &mut ItemImpl) {
    let owner = super::last_segment(&item.self_ty).unwrap_or_default();
    for part in &mut item.items {
        if let ImplItem::Fn(method) = part
            && method.sig.ident == "builder"
        {
            let text = format!(
                "A builder of `{owner}` that already holds what is constant, fresh or has a \
                 default."
            );
            method.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
        }
    }
}

fn import_types(module: &mut ItemMod) {
    if let Some((_, items)) = &mut module.content {
        items.insert(0, parse_quote!(#[allow(unused_imports)] use super::*;));
    }
}

fn finish_builders(module: &mut ItemMod, definitions: &Definitions) {
    import_types(module);
    let Some((_, items)) = &mut module.content else { return };
    let mut written = Vec::new();
    for item in &mut *items {
        match item {
            Item::Struct(item) => {
                let ident = &item.ident;
                let text = format!("Builds a [`{ident}`](super::{ident}), member by member.");
                item.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
                written.push(parse_quote! {
                    impl #ident {
                        /// The finished value.
                        ///
                        /// # Errors
                        ///
                        /// Names a required member that has no value, or one whose value was
                        /// refused, and says why.
                        pub fn build(
                            self,
                        ) -> ::std::result::Result<super::#ident, ::export_bundles::exact::InvalidValue> {
                            self.try_into()
                        }
                    }
                });
            }
            Item::Impl(item) => {
                let owner = super::last_segment(&item.self_ty).unwrap_or_default();
                let Some(Kind::Object(shape)) = definitions.get(&owner).map(|it| &it.kind) else {
                    continue;
                };
                finish_builder(item, shape, definitions);
            }
            _ => {}
        }
    }
    items.extend(written);
}

fn finish_builder(item: &mut ItemImpl, shape: &Object, definitions: &Definitions) {
    let is_default = item
        .trait_
        .as_ref()
        .is_some_and(|(_, path, _)| path.segments.last().is_some_and(|it| it.ident == "Default"));
    if is_default {
        return Prefill { shape, definitions }.visit_item_impl_mut(item);
    }
    let mut optional = Vec::new();
    for part in &mut item.items {
        let ImplItem::Fn(method) = part else { continue };
        let field = method.sig.ident.to_string();
        let member = shape.members.iter().find(|(name, _)| field_name(name) == field_name(&field));
        let text = match member.and_then(|(_, member)| member.description.as_deref()) {
            Some(description) => description.to_owned(),
            None => format!("Sets `{field}`."),
        };
        method.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
        if let Some((exact, inner)) = optional_value(method) {
            let ident = &method.sig.ident;
            let maybe = format_ident!("maybe_{ident}");
            let text = format!("Sets [`{ident}`](Self::{ident}), or leaves it unset.");
            let documentation = docs::paragraphs_of(&text);
            optional.push(parse_quote! {
                #documentation
                pub fn #maybe(mut self, value: #exact) -> Self {
                    self.#ident = Ok(value);
                    self
                }
            });
            take_inner(method, &inner);
        }
    }
    item.items.extend::<Vec<ImplItem>>(optional);
}

/// The members of a builder are named as typify names fields; letters and digits tell them apart.
fn field_name(name: &str) -> String {
    type_name(name)
}

/// For a setter of an `Option`, the whole type and the one inside.
fn optional_value(method: &syn::ImplItemFn) -> Option<(Type, Type)> {
    let clause = method.sig.generics.where_clause.as_ref()?;
    let syn::WherePredicate::Type(predicate) = clause.predicates.first()? else { return None };
    let syn::TypeParamBound::Trait(bound) = predicate.bounds.first()? else { return None };
    let exact = first_argument(bound.path.segments.last()?)?;
    let Type::Path(path) = &exact else { return None };
    let last = path.path.segments.last()?;
    (last.ident == "Option").then(|| first_argument(last)).flatten().map(|inner| (exact, inner))
}

fn first_argument(segment: &syn::PathSegment) -> Option<Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(argument) => Some(argument.clone()),
        _ => None,
    }
}

/// Lets the setter of an `Option` take what converts into the value itself.
fn take_inner(method: &mut syn::ImplItemFn, inner: &Type) {
    let ident = method.sig.ident.clone();
    let text = format!("error converting supplied value for {ident}: {{e}}");
    method.sig.generics.where_clause = Some(parse_quote! {
        where T: ::std::convert::TryInto<#inner>, T::Error: ::std::fmt::Display
    });
    method.block = parse_quote!({
        self.#ident = value.try_into().map(Some).map_err(|e| format!(#text));
        self
    });
    debug_assert!(matches!(method.sig.inputs.first(), Some(FnArg::Receiver(_))));
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
            let name = ident.to_string();
            let found =
                self.shape.members.iter().find(|(key, _)| field_name(key) == field_name(&name));
            let value: Option<Expr> = match found {
                Some((_, member)) if member.fresh => {
                    Some(parse_quote!(Ok(::export_bundles::Fresh::fresh())))
                }
                Some((_, member)) if self.is_constant(member) => {
                    Some(parse_quote!(Ok(::std::default::Default::default())))
                }
                None if self.shape.open => Some(parse_quote!(Ok(::std::default::Default::default()))),
                _ => None,
            };
            if let Some(value) = value {
                field.expr = value;
            }
        }
    }
}

impl Prefill<'_> {
    fn is_constant(&self, member: &crate::shape::Member) -> bool {
        let crate::shape::Usage::Named(name) = &member.usage else { return false };
        member.presence == Presence::Required
            && self.definitions.get(name).is_some_and(
                |it| matches!(&it.kind, Kind::Enumeration(words) if words.len() == 1),
            )
    }
}

fn attributes(tokens: TokenStream) -> Vec<Attribute> {
    let carrier: syn::Result<ItemStruct> = syn::parse2(quote!(#tokens struct Carrier;));
    carrier.map(|carrier| carrier.attrs).unwrap_or_default()
}
