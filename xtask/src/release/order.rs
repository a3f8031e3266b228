//! The order in which crates are published: each after all that it stands on.

use crate::error::Error;
use crate::workspace::{Package, Workspace};

/// The packages that are published, in an order in which each finds what it stands on.
///
/// # Errors
///
/// That some stand on each other.
pub fn in_order(workspace: &Workspace) -> Result<Vec<&Package>, Error> {
    let mut pending = workspace.published();
    let mut ordered: Vec<&Package> = Vec::new();
    while !pending.is_empty() {
        let is_ready = |it: &&Package| it.stands_on(&pending).next().is_none();
        let (ready, waiting): (Vec<&Package>, Vec<&Package>) =
            pending.iter().copied().partition(is_ready);
        if ready.is_empty() {
            let names: Vec<&str> = waiting.iter().map(|it| it.name.as_str()).collect();
            return Err(Error::Content {
                path: "Cargo.toml".into(),
                expected: "crates of which none stands on itself",
                found: names.join(", "),
            });
        }
        ordered.extend(ready);
        pending = waiting;
    }
    Ok(ordered)
}
