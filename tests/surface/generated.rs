//! The types that are generated.

use crate::item::public;

const TYPES: &str = include_str!(concat!(env!("OUT_DIR"), "/types.rs"));

#[test]
fn the_types_are_what_was_accepted() {
    let file = syn::parse_file(TYPES).unwrap();
    let surface: Vec<String> = file.items.iter().flat_map(public).collect();
    assert!(surface.len() > 100, "the surface was read");
    insta::assert_snapshot!(surface.join("\n"));
}
