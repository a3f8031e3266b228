//! Whatever a text is, verifying and sealing it ends well, and a seal is the seal of what was sealed.
//!
//! An input is the title of a type, a line break, and the text.

#![no_main]

use export_bundles_fuzz::{change, live, split};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((_, text)) = split(input) else { return Corpus::Reject };
    live(text);
    Corpus::Keep
});

fuzz_mutator!(|input: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(input, size, max_size, seed)
});
