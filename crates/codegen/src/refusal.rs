//! What stops a generation: one report per place.

use exact_schema_schema::Location;
use std::fmt;

/// Why a schema is not turned into Rust, at one place of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    location: Location,
    keyword: Option<String>,
    fault: Fault,
    why: Box<str>,
    instead: Box<str>,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// The file is not there, or is not JSON.
    Unreadable,
    /// It is JSON and no JSON Schema 2020-12.
    Malformed,
    /// It is a schema that has no exact Rust type.
    Inexact,
    /// A value that stands outside of the schemas does not fit.
    Unfit,
}

impl Refusal {
    /// A keyword of the schema at `schema`, or the whole of it where `keyword` is empty, that no
    /// generated type would enforce exactly.
    pub(crate) fn new(
        schema: &Location,
        keyword: &str,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        let named = !keyword.is_empty();
        Self {
            location: if named { schema.child(keyword) } else { schema.clone() },
            keyword: named.then(|| keyword.to_owned()),
            fault: Fault::Inexact,
            why: why.into().into(),
            instead: instead.into().into(),
        }
    }

    /// Something that is no JSON Schema 2020-12 at all.
    pub(crate) fn malformed(
        schema: &Location,
        keyword: &str,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self { fault: Fault::Malformed, ..Self::new(schema, keyword, why, instead) }
    }

    /// A file that is not there, or is not JSON.
    pub(crate) fn unreadable(
        file: &Location,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self { fault: Fault::Unreadable, ..Self::new(file, "", why, instead) }
    }

    /// A value in a data file that its schema does not accept.
    pub(crate) fn unfit(
        value: &Location,
        why: impl Into<String>,
        instead: impl Into<String>,
    ) -> Self {
        Self { fault: Fault::Unfit, ..Self::new(value, "", why, instead) }
    }

    /// The same, at one part of the keyword's value.
    pub(crate) fn within(mut self, token: &str) -> Self {
        self.location = self.location.child(token);
        self
    }

    /// The place at fault: that of the keyword, if it is one, else that of the schema.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The keyword at fault, if it is one.
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
        matches!(self.fault, Fault::Unreadable | Fault::Malformed)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("error: ")?;
        match (self.fault, &self.keyword) {
            (Fault::Unreadable, _) => f.write_str("this file cannot be read"),
            (Fault::Malformed, Some(keyword)) => write!(f, "`{keyword}` is malformed"),
            (Fault::Malformed, None) => f.write_str("this is no JSON Schema"),
            (Fault::Inexact, Some(keyword)) => write!(f, "`{keyword}` is refused"),
            (Fault::Inexact, None) => f.write_str("this schema is refused"),
            (Fault::Unfit, _) => f.write_str("this value is refused"),
        }?;
        writeln!(f, ": {}", self.why)?;
        match self.fault {
            Fault::Unreadable => writeln!(f, "  --> {}", self.location.file)?,
            _ => writeln!(f, "  --> {}", self.location)?,
        }
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

    /// The same, told of other places.
    pub(crate) fn map(self, place: impl Fn(&Location) -> Location) -> Self {
        let mut moved: Vec<_> =
            self.0.into_iter().map(|it| Refusal { location: place(&it.location), ..it }).collect();
        moved.sort();
        moved.dedup();
        Self(moved)
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
