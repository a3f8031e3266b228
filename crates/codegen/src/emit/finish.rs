//! Finishes what typify writes: exact `Deserialize` and complete documentation.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Field, File, ImplItem, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, parse_quote,
};

use super::{builder, docs, enumeration, object};
use crate::refusal::Refusals;
use crate::shape::{Definition, Definitions, Kind, Member, Object, Presence, Usage};

pub(super) fn finish(file: &mut File, definitions: &Definitions) -> Result<(), Refusals> {
    file.items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "error"));
    Paths.visit_file_mut(file);
    let mut missing: BTreeSet<&String> = definitions
        .iter()
        .filter(|(_, it)| matches!(it.kind, Kind::Enumeration(_) | Kind::Object(_)))
        .map(|(name, _)| name)
        .collect();
    let mut written = Vec::new();
    for item in &mut file.items {
        match item {
            Item::Struct(item) => {
                let name = item.ident.to_string();
                let Some(definition) = definitions.get(&name) else { continue };
                if let Kind::Object(shape) = &definition.kind {
                    missing.remove(&name);
                    finish_struct(item, definition, shape);
                    written.push(object::deserialize(item, shape));
                }
            }
            Item::Enum(item) => {
                let name = item.ident.to_string();
                let Some(definition) = definitions.get(&name) else { continue };
                if let Kind::Enumeration(words) = &definition.kind {
                    missing.remove(&name);
                    finish_enum(item, definition, words);
                    written.push(enumeration::implementations(item, definition, words));
                }
            }
            Item::Impl(item) => document_methods(item),
            Item::Mod(module) => {
                import_types(module);
                if module.ident == "builder" {
                    builder::finish(module, definitions);
                } else {
                    module.attrs.push(parse_quote!(
                        #[allow(clippy::unwrap_used, reason = "the schemas accept their defaults")]
                    ));
                }
            }
            _ => {}
        }
    }
    file.items.retain(|item| !is_replaced(item, definitions));
    for tokens in written {
        file.items.extend(super::items_of(tokens)?);
    }
    match missing.first() {
        Some(name) => Err(super::defect(&format!("typify: it has not written {name}"))),
        None => Ok(()),
    }
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

/// What typify refers to by names that a schema may give to a type of its own.
struct Paths;

impl VisitMut for Paths {
    /// One error type serves all generated code.
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let mut last = path.segments.iter().rev();
        if last.next().is_some_and(|it| it.ident == "ConversionError")
            && last.next().is_some_and(|it| it.ident == "error")
        {
            *path = parse_quote!(::export_bundles::exact::InvalidValue);
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_expr_path_mut(&mut self, expression: &mut syn::ExprPath) {
        let path = &mut expression.path;
        if path.is_ident("Ok") || path.is_ident("Err") {
            *path = parse_quote!(::std::result::Result::#path);
        } else if path.is_ident("Some") || path.is_ident("None") {
            *path = parse_quote!(::std::option::Option::#path);
        } else if path.leading_colon.is_none()
            && path.segments.first().is_some_and(|it| it.ident == "Default")
        {
            *path = parse_quote!(::std::default::#path);
        }
        visit_mut::visit_expr_path_mut(self, expression);
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
    item.attrs.extend(published(definition));
    for field in &mut item.fields {
        finish_field(field, shape);
    }
}

/// What the published schema says of the type: the description and the examples of its source, and
/// not the paragraphs that only rustdoc needs.
fn published(definition: &Definition) -> Vec<Attribute> {
    let about = &definition.about;
    let description = about.description.as_deref().unwrap_or_default();
    let mut attributes: Vec<Attribute> =
        vec![parse_quote!(#[schemars(description = #description)])];
    let name = &definition.schema_name;
    attributes.push(parse_quote!(#[schemars(rename = #name)]));
    if !about.examples.is_empty() {
        let examples = super::json_tokens(&about.examples.clone().into());
        attributes.push(parse_quote!(
            #[schemars(extend("examples" = #examples))]
        ));
    }
    attributes
}

fn finish_field(field: &mut Field, shape: &Object) {
    let described = object::member(field, shape);
    let text = match described {
        Some((_, Member { description: Some(description), .. })) => description.clone(),
        Some((name, _)) => format!("The member `{name}`."),
        None => "Members of any other name.".to_owned(),
    };
    field.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    field.attrs.splice(0..0, attributes(docs::paragraphs_of(&text)));
    let Some((name, member)) = described else { return };
    let mut serde: Vec<TokenStream> = Vec::new();
    if field.ident.as_ref().is_some_and(|ident| ident != name) {
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
    if !member.examples.is_empty() {
        let examples = super::json_tokens(&member.examples.clone().into());
        field.attrs.push(parse_quote!(
            #[schemars(extend("examples" = #examples))]
        ));
    }
    // To schemars an `Option` is a value that may be null, and that may be absent; a member is
    // either, both or none.
    let nullable = matches!(member.usage, Usage::Nullable(_));
    if !nullable && member.presence == Presence::Optional {
        let kind = super::rust_type(&member.usage);
        let kind = quote!(#kind).to_string();
        field.attrs.push(parse_quote!(#[schemars(with = #kind)]));
    } else if let (Usage::Nullable(inner), Presence::Required) = (&member.usage, &member.presence) {
        let inner = super::rust_type(inner);
        let kind = quote!(::export_bundles::exact::OrNull<#inner>).to_string();
        field.attrs.push(parse_quote!(#[schemars(with = #kind)]));
    }
}

fn finish_enum(item: &mut ItemEnum, definition: &Definition, words: &[String]) {
    let only = words.len() == 1;
    item.attrs = attributes(docs::of_type(definition, &[]));
    item.attrs.push(parse_quote!(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize
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
        items.insert(
            0,
            parse_quote!(
                #[allow(unused_imports)]
                use super::*;
            ),
        );
    }
}

pub(super) fn attributes(tokens: TokenStream) -> Vec<Attribute> {
    let carrier: syn::Result<ItemStruct> = syn::parse2(quote!(#tokens struct Carrier;));
    carrier.map(|carrier| carrier.attrs).unwrap_or_default()
}
