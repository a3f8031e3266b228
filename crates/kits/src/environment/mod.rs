//! The tools of the client languages, each set up below `target` from its lock file.

pub(crate) mod chromium;
pub(crate) mod folder;
mod node;
pub(crate) mod program;
pub(crate) mod python;
mod stamp;
mod version;

pub use node::Node;
pub use python::{Python, VirtualEnvironment};
