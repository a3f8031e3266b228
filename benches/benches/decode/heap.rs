//! Asks the example `heap`, which counts allocations, what a text takes.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use export_bundles_benches::Result;

/// Bytes of heap.
#[derive(Clone, Copy, Deserialize)]
pub struct Heap {
    /// By the decoded value.
    pub kept: usize,
    /// At the most, while decoding.
    pub peak: usize,
}

/// Measures `decode` of an evidence bundle.
pub fn measure(target: &Path, text: &str) -> Result<Heap> {
    let mut process = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--release", "--example", "heap", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = process.stdin.take().ok_or("the example has an input")?;
    // The example reads everything before it writes; it may be compiled first.
    let written = input.write_all(text.as_bytes());
    drop(input);
    let output = process.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("the example `heap` failed: {}", output.status).into());
    }
    written?;
    Ok(serde_json::from_slice(&output.stdout)?)
}
