//! What is put under load: the same endpoints, six times.

use std::path::Path;
use std::process::Command;

use crate::cores::Core;
use crate::server::Server;
use export_bundles_benches::{Result, SCHEMAS, setup};

/// A line of the tables, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    Body,
    Parsed,
    Payload,
    Stock,
    Fastify,
    FastApi,
}

impl Entry {
    pub const ALL: [Self; 6] =
        [Self::Body, Self::Parsed, Self::Payload, Self::Stock, Self::Fastify, Self::FastApi];

    /// Those that do the same work in another way.
    pub const PEERS: [Self; 3] = [Self::Stock, Self::Fastify, Self::FastApi];

    pub fn name(self) -> &'static str {
        match self {
            Self::Body => "the floor: axum that only reads the body",
            Self::Parsed => "axum that parses the body: `Json<Value>`",
            Self::Payload => "**axum + `Payload<T>`**",
            Self::Stock => "axum + the stock pipeline",
            Self::Fastify => "Fastify + ajv",
            Self::FastApi => "FastAPI + pydantic",
        }
    }

    /// Whether it knows the contract.
    pub fn validates(self) -> bool {
        !matches!(self, Self::Body | Self::Parsed)
    }

    /// Installs what it needs, and starts it.
    pub fn start(self, target: &Path, core: Option<Core>) -> Result<Server> {
        let peers = target.join("peers");
        let command = match self {
            Self::Body => axum(target, "body"),
            Self::Parsed => axum(target, "parsed"),
            Self::Payload => axum(target, "contract"),
            Self::Stock => axum(target, "stock"),
            Self::Fastify => {
                let mut command = setup::node(&peers, "server.mjs")?;
                command.arg(SCHEMAS);
                command
            }
            Self::FastApi => setup::python(&peers, "server.py")?,
        };
        Server::start(&command, |address| address.port().to_string(), core)
    }
}

/// The example `server`, which [`crate::build`] has built.
fn axum(target: &Path, how: &str) -> Command {
    let mut command = Command::new(target.join("release/examples/server"));
    command.arg(how);
    command
}
