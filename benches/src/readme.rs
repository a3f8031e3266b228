//! Keeps the figures in `README.md`.

use std::fs;

use crate::Result;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// Replaces what stands between the two markers of a benchmark.
///
/// # Errors
///
/// That the file or a marker is missing.
pub fn write(benchmark: &str, figures: &str) -> Result<()> {
    let begin =
        format!("<!-- figures: written by `cargo bench --bench {benchmark} -- --write` -->\n");
    let end = "<!-- end of figures -->";
    let text = fs::read_to_string(FILE)?;
    let (before, rest) = text.split_once(&begin).ok_or("README.md has no beginning of figures")?;
    let (_, after) = rest.split_once(end).ok_or("README.md has no end of figures")?;
    Ok(fs::write(FILE, format!("{before}{begin}\n{figures}\n{end}{after}"))?)
}
