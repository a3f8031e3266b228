//! What came of trying a release out, and how it reads.

use std::fmt;

use semver::Version;

use super::artifact::Artifact;

/// What would be published, and what stands against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version of the code.
    pub version: Version,
    /// The version of the contract.
    pub contract: String,
    /// Where files would go that were made here.
    pub destinations: Vec<Destination>,
    /// The targets that wheels and binaries are built for, each on a machine of its own.
    pub platforms: Vec<String>,
    /// What has to be mended.
    pub faults: Vec<String>,
    /// What remains to be done before the tag.
    pub open: Vec<String>,
}

/// A place to publish, and the files that would go there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Where.
    pub place: String,
    /// What.
    pub artifacts: Vec<Artifact>,
}

impl Destination {
    pub(super) fn new(place: &str, artifacts: Vec<Artifact>) -> Self {
        Self { place: place.to_owned(), artifacts }
    }
}

impl Default for Report {
    fn default() -> Self {
        Self {
            version: Version::new(0, 0, 0),
            contract: String::new(),
            destinations: Vec::new(),
            platforms: Vec::new(),
            faults: Vec::new(),
            open: Vec::new(),
        }
    }
}

impl Report {
    /// Whether nothing has to be mended.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Every file that was made here.
    pub fn artifacts(&self) -> impl Iterator<Item = &Artifact> {
        self.destinations.iter().flat_map(|it| &it.artifacts)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Version {}, with version {} of the contract; nothing is published.",
            self.version, self.contract
        )?;
        for it in &self.destinations {
            writeln!(f, "\nTo {}:", it.place)?;
            for it in &it.artifacts {
                writeln!(f, "  {}  {:>9} B  {}", it.digest, it.bytes, it.name)?;
            }
            if it.artifacts.is_empty() {
                writeln!(f, "  nothing that was made here")?;
            }
        }
        writeln!(
            f,
            "\nTo PyPI, a wheel, and to the release, a program with its SBOM, for each of:"
        )?;
        for it in &self.platforms {
            writeln!(f, "  {it}")?;
        }
        for (title, list) in [("\nBefore the tag:", &self.open), ("\nTo mend:", &self.faults)] {
            if !list.is_empty() {
                writeln!(f, "{title}")?;
            }
            for it in list {
                writeln!(f, "  - {it}")?;
            }
        }
        Ok(())
    }
}
