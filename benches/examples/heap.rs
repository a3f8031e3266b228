//! How many bytes of heap an evidence bundle takes: `decode`s standard input, and prints what the
//! value keeps and what decoding took at its peak, the text itself not counted.

use std::error::Error;
use std::hint::black_box;
use std::io::{Read, stdin};

use export_bundles::{EvidenceBundle, decode};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = Vec::new();
    stdin().read_to_end(&mut text)?;
    // What is made once for a whole process is no bundle's.
    drop(black_box(decode::<EvidenceBundle>(&text)?));

    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let bundle = black_box(decode::<EvidenceBundle>(&text)?);
    let (kept, peak) = (HEAP.current_usage() - before, HEAP.peak_usage() - before);
    drop(bundle);
    println!("{{\"kept\": {kept}, \"peak\": {peak}}}");
    Ok(())
}
