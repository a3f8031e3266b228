//! Writes sealed evidence bundles, a line each: `bundles FILE COUNT`. The same count is the same text.

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args_os().skip(1);
    let path: PathBuf = words.next().ok_or("say which file to write")?.into();
    let count = words.next().and_then(|it| it.to_str()?.parse().ok());
    export_bundles_benches::bundles::write(&path, count.ok_or("say how many bundles to write")?)
}
