//! Documents that show a break: found, or made up, and made small.

mod mutate;
mod search;
mod shrink;
mod words;

pub(crate) use mutate::mutate;
pub(crate) use search::{sample, search};
pub(crate) use shrink::shrink;
