//! Whoever follows a link of a page gets somewhere.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use xtask::workspace::Workspace;

/// What nobody here writes; and texts of packages, whose links are of the folder that they come into.
const ELSEWHERE: [&str; 6] =
    [".git", ".pytest_cache", ".venv", "node_modules", "target", "schemas/kits"];

#[test]
fn links_to_files_lead_somewhere() {
    let root = Workspace::read().unwrap().root;
    let mut pages = Vec::new();
    collect(&root, &mut pages);
    assert!(pages.len() > 40, "{} pages", pages.len());
    let mut broken = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let is_broken = |target: &&str| !page.with_file_name(target).exists();
        broken
            .extend(targets(&text).filter(is_broken).map(|it| format!("{}: {it}", page.display())));
    }
    assert!(broken.is_empty(), "expected a file at each of these, found none: {broken:#?}");
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !ELSEWHERE.iter().any(|name| path.ends_with(name)) {
            collect(&path, pages);
        } else if path.extension().is_some_and(|it| it == "md") {
            pages.push(path);
        }
    }
}

/// The paths that are linked to, outside of code.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|prose| prose.split("](").skip(1)).filter_map(|rest| {
        let target = rest.split([')', ' ', '#']).next()?;
        let is_path = !target.is_empty() && !target.contains([':', '<']);
        is_path.then_some(target)
    })
}
