//! Whatever is sent to the sidecar, it answers in HTTP, refuses with a problem, and lives on.
//!
//! An input is what is sent on one connection.

#![no_main]

use export_bundles_fuzz::{change_request, talk};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|request: &[u8]| talk(request));

fuzz_mutator!(|input: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change_request(input, size, max_size, seed)
});
