//! Keeps the figures in `README.md`.

use std::fs;

use crate::Result;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const BEGIN: &str = "<!-- figures: written by `cargo bench --bench decode -- --write` -->\n";
const END: &str = "<!-- end of figures -->";

/// Replaces what stands between the two markers.
pub fn write(figures: &str) -> Result<()> {
    let text = fs::read_to_string(FILE)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("README.md has no beginning of figures")?;
    let (_, after) = rest.split_once(END).ok_or("README.md has no end of figures")?;
    Ok(fs::write(FILE, format!("{before}{BEGIN}\n{figures}\n{END}{after}"))?)
}
