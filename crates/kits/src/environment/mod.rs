//! The tools of the client languages, each set up below `target` from its lock file.

pub(crate) mod browser;
pub(crate) mod folder;
mod node;
pub(crate) mod program;
pub(crate) mod python;
mod stamp;
mod version;

use crate::error::Error;

pub use browser::BROWSER;
pub use node::Node;
pub use python::{Python, VirtualEnvironment};

/// What the clients need and is not here, or too old.
#[must_use]
pub fn missing() -> Vec<Error> {
    let (node, python) = (Node::version().err(), Python::version().err());
    [node, python, browser::look().err()].into_iter().flatten().collect()
}
