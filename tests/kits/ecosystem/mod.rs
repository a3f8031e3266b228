//! What other people's tools make of what is published: linters of packages and of OpenAPI, an older compiler, and
//! generators of clients. Their packages are locked here, so that nobody who only publishes installs them.

mod clients;
mod linters;

use std::path::PathBuf;
use std::sync::OnceLock;

use exact_schema_kits::environment::{Node, VirtualEnvironment};

use crate::{made, root};

/// The tools, installed.
struct Tools {
    node: Node,
    python: VirtualEnvironment,
}

fn tools() -> &'static Tools {
    static TOOLS: OnceLock<Tools> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let home = made().workshop.scratch("ecosystem");
        let lock = here().join("requirements.txt");
        Tools {
            node: Node::with_packages(&here(), &home.join("node")).unwrap(),
            python: VirtualEnvironment::with_packages(&lock, &home.join("python")).unwrap(),
        }
    })
}

fn here() -> PathBuf {
    root().join("tests/kits/ecosystem")
}

/// What an export service says of itself, as it is published.
fn description() -> PathBuf {
    root().join("generated/openapi.json")
}
