//! What stops a generation: one report per place.

use std::fmt;

use crate::location::Location;

/// Why a schema is not turned into Rust, at one place of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    location: Location,
    keyword: Option<String>,
    why: String,
    instead: String,
    malformed: bool,
}

impl Refusal {
    /// A keyword, or a whole schema, that no generated type would enforce exactly.
    pub(crate) fn new(
        location: &Location,
        keyword: &str,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self {
            location: location.clone(),
            keyword: (!keyword.is_empty()).then(|| keyword.to_owned()),
            why: why.into(),
            instead: instead.into(),
            malformed: false,
        }
    }

    /// Something that is no JSON Schema 2020-12 at all.
    pub(crate) fn malformed(
        location: &Location,
        keyword: &str,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self { malformed: true, ..Self::new(location, keyword, why, instead) }
    }

    /// The schema at fault.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The keyword of it at fault, if it is one.
    #[must_use]
    pub fn keyword(&self) -> Option<&str> {
        self.keyword.as_deref()
    }

    /// Why it is refused.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// What to write instead.
    #[must_use]
    pub fn instead(&self) -> &str {
        &self.instead
    }

    /// Whether the file is no JSON Schema at all, rather than one that has no exact Rust type.
    #[must_use]
    pub fn is_malformed(&self) -> bool {
        self.malformed
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.malformed { "is not JSON Schema 2020-12" } else { "is refused" };
        match &self.keyword {
            Some(keyword) => writeln!(f, "error: `{keyword}` {what}: {}", self.why)?,
            None => writeln!(f, "error: this schema {what}: {}", self.why)?,
        }
        writeln!(f, "  --> {}", self.location)?;
        write!(f, "  = write instead: {}", self.instead)
    }
}

/// Everything that stops a generation, sorted by place. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusals(Vec<Refusal>);

impl Refusals {
    /// Collects refusals; `Ok` where there are none.
    pub(crate) fn none_of(mut refusals: Vec<Refusal>) -> Result<(), Self> {
        refusals.sort();
        refusals.dedup();
        if refusals.is_empty() { Ok(()) } else { Err(Self(refusals)) }
    }

    /// Each refusal, sorted by file and pointer.
    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        self.0.iter()
    }

    /// Whether some file is no JSON Schema at all.
    #[must_use]
    pub fn any_malformed(&self) -> bool {
        self.iter().any(Refusal::is_malformed)
    }
}

impl From<Refusal> for Refusals {
    fn from(refusal: Refusal) -> Self {
        Self(vec![refusal])
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, refusal) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            refusal.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusals {}
