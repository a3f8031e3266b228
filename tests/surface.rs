//! The public surface of the generated types: a change of it shows as a difference of the snapshot,
//! for a person to accept.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use quote::ToTokens;
use syn::{Fields, Item, Visibility};

const TYPES: &str = include_str!(concat!(env!("OUT_DIR"), "/types.rs"));

#[test]
fn the_public_surface_is_what_was_accepted() {
    let file = syn::parse_file(TYPES).unwrap();
    let surface: Vec<String> = file.items.iter().flat_map(public).collect();
    assert!(surface.len() > 100, "the surface was read");
    insta::assert_snapshot!(surface.join("\n"));
}

/// What an item offers to other crates, a line each.
fn public(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let mut lines = vec![format!("struct {}", item.ident)];
            if let Fields::Named(fields) = &item.fields {
                for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                    lines.push(format!("    {}: {}", text(&field.ident), text(&field.ty)));
                }
            }
            lines
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let mut lines = vec![format!("enum {}", item.ident)];
            lines.extend(
                item.variants
                    .iter()
                    .map(|variant| format!("    {}{}", variant.ident, text(&variant.fields))),
            );
            lines
        }
        // What a macro adds is the same for every type of its kind.
        Item::Macro(item) => {
            let tokens = item.mac.tokens.to_token_stream().to_string();
            vec![format!("{}! {}", text(&item.mac.path), tokens.split(" schema :").next().unwrap())]
        }
        _ => Vec::new(),
    }
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
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
    ]
    .iter()
    .fold(tight, |text, (spaced, tight)| text.replace(spaced, tight))
}
