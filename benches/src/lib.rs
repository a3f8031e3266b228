//! The benchmarks of export-bundles: see `benches/decode.rs`, and the table in `README.md`.
