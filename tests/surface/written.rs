//! What is written by hand: the library, and what its types stand on.

use std::fs;
use std::path::Path;

use crate::item::{is_of, private_type, public};

#[test]
fn the_library_is_what_was_accepted() {
    insta::assert_snapshot!(surface("src"));
}

#[test]
fn the_runtime_is_what_was_accepted() {
    insta::assert_snapshot!(surface("crates/runtime/src"));
}

#[test]
fn the_reader_is_what_was_accepted() {
    insta::assert_snapshot!(surface("crates/json/src"));
}

/// What every file below `folder` offers, file by file.
fn surface(folder: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files);
    files.sort();
    let mut surface = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let items = syn::parse_file(&text).unwrap().items;
        let private: Vec<_> = items.iter().filter_map(private_type).collect();
        let offered = items.iter().filter(|it| !is_of(it, &private));
        let lines: Vec<String> = offered.flat_map(public).collect();
        if !lines.is_empty() {
            let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            surface.push(format!("{name}\n{}", lines.join("\n")));
        }
    }
    assert!(surface.len() > 3, "the surface was read");
    surface.join("\n\n")
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}
