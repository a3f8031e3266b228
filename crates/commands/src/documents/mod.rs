//! Documents in files, archives and streams, judged on several threads and reported in their order.
//!
//! A command says how a document is [judged](Judge) and how verdicts are [presented](Present);
//! [`run`] does the rest: names, compression, limits, progress, and the exit code.

mod arguments;
mod input;
mod lines;
mod outcome;
mod pipeline;
mod progress;
mod run;
mod zstd;

pub use crate::render::json::unreadable;
pub use arguments::DocumentArguments;
pub use run::{Judge, Present, run};
