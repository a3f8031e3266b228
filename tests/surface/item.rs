//! What an item of Rust offers to other crates.

use quote::ToTokens;
use syn::{
    Attribute, Fields, Ident, ImplItem, Item, ItemImpl, ItemMacro, TraitItem, Type, Visibility,
};

/// What an item offers, a line each.
pub fn public(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let head = format!("struct {}{}", item.ident, text(&item.generics));
            let mut lines = said(&item.attrs, head);
            lines.extend(fields(&item.fields));
            lines
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let mut lines =
                said(&item.attrs, format!("enum {}{}", item.ident, text(&item.generics)));
            let variants = item.variants.iter();
            lines.extend(variants.map(|it| format!("    {}{}", it.ident, text(&it.fields))));
            lines
        }
        Item::Trait(item) if is_public(&item.vis) => {
            let head = format!("trait {}{}", item.ident, text(&item.generics));
            let mut lines = said(&item.attrs, head);
            lines.extend(item.items.iter().filter_map(|it| match it {
                TraitItem::Fn(it) => Some(format!("    {}", text(&it.sig))),
                TraitItem::Type(it) => Some(format!("    {}", text(it))),
                TraitItem::Const(it) => Some(format!("    const {}: {}", it.ident, text(&it.ty))),
                _ => None,
            }));
            lines
        }
        Item::Fn(item) if is_public(&item.vis) => said(&item.attrs, text(&item.sig)),
        Item::Const(item) if is_public(&item.vis) => {
            said(&item.attrs, format!("const {}: {}", item.ident, text(&item.ty)))
        }
        Item::Type(item) if is_public(&item.vis) => {
            let name = format!("type {}{}", item.ident, text(&item.generics));
            said(&item.attrs, format!("{name} = {}", text(&item.ty)))
        }
        Item::Use(item) if is_public(&item.vis) => {
            said(&item.attrs, format!("use {}", text(&item.tree)))
        }
        Item::Mod(item) if is_public(&item.vis) => {
            let mut lines = said(&item.attrs, format!("mod {}", item.ident));
            let inside = item.content.iter().flat_map(|(_, items)| items).flat_map(public);
            lines.extend(inside.map(|line| format!("    {line}")));
            lines
        }
        Item::Impl(item) => implementation(item),
        Item::Macro(item) => macro_of(item),
        _ => Vec::new(),
    }
}

/// The attributes that its users feel, and what they are about.
fn said(attributes: &[Attribute], head: String) -> Vec<String> {
    const FELT: [&str; 4] = ["cfg", "derive", "must_use", "non_exhaustive"];
    let is_felt = |it: &&Attribute| FELT.iter().any(|name| it.path().is_ident(name));
    let mut lines: Vec<String> =
        attributes.iter().filter(is_felt).map(|it| format!("#[{}]", text(&it.meta))).collect();
    // Tests are given to nobody.
    if lines.iter().any(|it| it == "#[cfg(test)]") {
        return Vec::new();
    }
    lines.push(head);
    lines
}

fn fields(fields: &Fields) -> Vec<String> {
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    let name = |(index, field): (usize, &syn::Field)| match &field.ident {
        Some(name) => format!("    {name}: {}", text(&field.ty)),
        None => format!("    {index}: {}", text(&field.ty)),
    };
    public.map(name).collect()
}

/// The trait that a type has, or its own functions.
fn implementation(item: &ItemImpl) -> Vec<String> {
    let name = text(&item.self_ty);
    let generics = text(&item.generics);
    if let Some((_, of, _)) = &item.trait_ {
        return said(&item.attrs, format!("impl{generics} {} for {name}", text(of)));
    }
    let functions: Vec<String> = item
        .items
        .iter()
        .flat_map(|it| match it {
            ImplItem::Fn(it) if is_public(&it.vis) => said(&it.attrs, text(&it.sig)),
            ImplItem::Const(it) if is_public(&it.vis) => {
                said(&it.attrs, format!("const {}: {}", it.ident, text(&it.ty)))
            }
            _ => Vec::new(),
        })
        .map(|line| format!("    {line}"))
        .collect();
    if functions.is_empty() {
        return functions;
    }
    let mut lines = said(&item.attrs, format!("impl{generics} {name}"));
    if !lines.is_empty() {
        lines.extend(functions);
    }
    lines
}

/// What is made by a macro; of one that is defined, what it makes.
fn macro_of(item: &ItemMacro) -> Vec<String> {
    let tokens = item.mac.tokens.to_token_stream().to_string();
    let Some(name) = &item.ident else {
        let shown = tokens.split(" schema :").next().unwrap_or_default();
        return vec![format!("{}! {shown}", text(&item.mac.path))];
    };
    // An item in a macro begins after what ends another one, and ends where its body begins.
    let made = tokens.split(['{', '}', ';']).filter_map(begun);
    let mut lines = vec![format!("macro {name}")];
    lines.extend(made.map(|it| format!("    {it}")));
    lines
}

/// The item that begins in a part of a macro, without what is told of it.
fn begun(part: &str) -> Option<&str> {
    const STARTS: [&str; 5] = ["# [derive", "pub struct ", "pub enum ", "pub const ", "pub fn "];
    let start = STARTS.iter().find_map(|it| part.rfind(it)).or_else(|| part.find("impl "));
    start.map(|at| part[at..].trim())
}

/// The name of a type that is declared for this crate alone.
pub fn private_type(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) if !is_public(&item.vis) => Some(&item.ident),
        Item::Enum(item) if !is_public(&item.vis) => Some(&item.ident),
        _ => None,
    }
}

/// Whether an item is the implementation of a type of one of these names.
pub fn is_of(item: &Item, names: &[&Ident]) -> bool {
    let Item::Impl(item) = item else { return false };
    let Type::Path(path) = &*item.self_ty else { return false };
    path.path.segments.last().is_some_and(|it| names.contains(&&it.ident))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Tokens, spaced as a person would.
fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    let tight = [" :: ", ":: ", " ::"].iter().fold(text, |text, spaced| text.replace(spaced, "::"));
    [
        (" < ", "<"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        (",::", ", ::"),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
    ]
    .iter()
    .fold(tight, |text, (spaced, tight)| text.replace(spaced, tight))
}
