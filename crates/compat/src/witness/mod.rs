//! Documents that show a break: found, or made up, and made small.

mod mutate;
mod polish;
mod search;
mod shrink;
mod words;

pub(crate) use mutate::mutate;
pub(crate) use polish::polish;
pub(crate) use search::{sample, search};
pub(crate) use shrink::shrink;
pub(crate) use words::words;
