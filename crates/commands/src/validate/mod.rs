//! `validate`: from files to reports.

pub mod command;
mod excerpt;
mod input;
mod judge;
mod lines;
mod pipeline;
mod progress;
pub mod report;
mod zstd;
