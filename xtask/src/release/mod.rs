//! A release, as far as it can be made without a network.

mod artifact;
mod changelog;
mod history;
mod manifests;
mod order;
mod packages;
mod platforms;
mod report;
mod versions;

use std::fs;

pub use artifact::Artifact;
pub use order::in_order;
pub use report::{Destination, Report};

use crate::error::Error;
use crate::workspace::Workspace;
use changelog::Changelog;

/// The most that crates.io takes, in bytes.
const LARGEST_CRATE: u64 = 10 << 20;

/// Packages everything below `target/release-dry-run`, and tells what stands against a release and what would be
/// published where; `contract` is the version of the contract. Nothing leaves the machine.
///
/// # Errors
///
/// That a file cannot be read or written, or that a program fails.
pub fn try_out(workspace: &Workspace, contract: &str) -> Result<Report, Error> {
    let read = |name: &str| {
        let path = workspace.root.join(name);
        fs::read_to_string(&path).map_err(Error::file(&path))
    };
    let packages = in_order(workspace)?;
    let version = versions::common(&packages)?;
    let changelog = Changelog::parse(&read("CHANGELOG.md")?);

    let mut report =
        Report { version: version.clone(), contract: contract.to_owned(), ..Report::default() };
    report.faults.extend(versions::faults(&workspace.root, &packages, &version)?);
    report.faults.extend(packages.iter().flat_map(|it| manifests::faults(it)));
    report.faults.extend(changelog.faults(&version));
    report.faults.extend(history::faults(&workspace.root, &changelog)?);
    report.open.extend(changelog.open(&version));
    if !workspace.root.join("schemas/released").join(contract).is_dir() {
        report.open.push(format!(
            "freeze the contract: `cargo xtask release` writes schemas/released/{contract}"
        ));
    }

    let out = workspace.target.join("release-dry-run");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(Error::file(&out))?;
    let crates = packages::crates(workspace, &packages, &out)?;
    let is_large = crates.iter().filter(|it| it.bytes > LARGEST_CRATE);
    report.faults.extend(is_large.map(|it| {
        format!(
            "{}: expected at most {LARGEST_CRATE} bytes, as crates.io takes, found {}",
            it.name, it.bytes
        )
    }));
    report.destinations.push(Destination::new("crates.io, in this order", crates));
    let (npm, pypi) = (packages::npm(workspace, &out)?, packages::pypi(workspace, &out)?);
    for (place, made, tool) in [
        ("npm, with provenance", npm, "npm, which is not installed here"),
        ("PyPI, by trusted publishing", pypi, "what `publish --clients` sets up"),
    ] {
        if made.is_none() {
            report.open.push(format!("{place}: not packaged here, as it takes {tool}"));
        }
        report.destinations.push(Destination::new(place, made.into_iter().collect()));
    }
    report.platforms = platforms::targets(&workspace.root)?;
    artifact::write_checksums(&out, report.artifacts())?;
    Ok(report)
}
