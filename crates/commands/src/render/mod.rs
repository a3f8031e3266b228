//! Reports, turned into something to read.

pub mod escape;
pub mod json;
pub mod text;
pub mod wording;
