//! Why a document is not what it should be.

use std::borrow::Cow;
use std::fmt;

use export_bundles_ijson::{Fault, Position};

use crate::problem::WithArticle;

/// How many violations are listed at most.
pub(crate) const LIMIT: usize = 100;

/// How long a pointer is at most, in bytes.
const POINTER_LIMIT: usize = 1024;

/// Everything that is wrong with a document: at least one [`Violation`], at most 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    title: &'static str,
    violations: Vec<Violation>,
    truncated: bool,
    defect: bool,
}

impl Rejection {
    pub(crate) fn of_text(title: &'static str, fault: &Fault) -> Self {
        let violation = Violation {
            pointer: bounded(fault.pointer()).to_owned(),
            keyword: Cow::Borrowed(fault.kind().name()),
            message: fault.message().to_owned(),
            schema_location: None,
            position: Some(fault.position()),
        };
        Self { title, violations: vec![violation], truncated: false, defect: false }
    }

    /// `violations` must not be empty.
    pub(crate) fn of_value(title: &'static str, mut violations: Vec<Violation>) -> Self {
        let truncated = violations.len() > LIMIT;
        violations.truncate(LIMIT);
        Self { title, violations, truncated, defect: false }
    }

    /// The type does not read what the schema accepts: a defect of this crate.
    pub(crate) fn of_defect(title: &'static str, message: String) -> Self {
        let violation = Violation {
            pointer: String::new(),
            keyword: Cow::Borrowed("defect"),
            message,
            schema_location: None,
            position: None,
        };
        Self { title, violations: vec![violation], truncated: false, defect: true }
    }

    /// The type that the document was to be, by the title of its schema.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What is wrong, the first 100 at most.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether there are more violations than are listed.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Where the text stops being I-JSON, if that is what is wrong.
    ///
    /// ```
    /// use export_bundles::{ExportBundle, decode};
    ///
    /// let rejection = decode::<ExportBundle>(b"{\n  \"a\": 1,\n}").unwrap_err();
    /// let position = rejection.text_fault().unwrap();
    /// assert_eq!((position.line, position.column, position.offset), (3, 1, 12));
    /// ```
    #[must_use]
    pub fn text_fault(&self) -> Option<Position> {
        self.violations.iter().find_map(Violation::position)
    }

    /// Whether the type and its schema disagree about the document. That is a defect of this crate,
    /// and not the sender's; please report it.
    #[must_use]
    pub fn is_defect(&self) -> bool {
        self.defect
    }
}

/// The pointer, or that of the nearest value around it which is not too long to repeat: names of
/// members are the sender's, and as long as the text.
fn bounded(pointer: &str) -> &str {
    if pointer.len() <= POINTER_LIMIT {
        return pointer;
    }
    let slashes = pointer.match_indices('/').map(|(at, _)| at);
    let end = slashes.take_while(|at| *at <= POINTER_LIMIT).last();
    pointer.get(..end.unwrap_or_default()).unwrap_or_default()
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}: ", WithArticle(self.title))?;
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        if self.truncated { f.write_str("; and more") } else { Ok(()) }
    }
}

impl std::error::Error for Rejection {}

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) pointer: String,
    pub(crate) keyword: Cow<'static, str>,
    pub(crate) message: String,
    pub(crate) schema_location: Option<String>,
    pub(crate) position: Option<Position>,
}

impl Violation {
    /// The JSON Pointer (RFC 6901) of the value at fault; for a missing, unknown or repeated member
    /// that of the object. Where it would be longer than 1,024 bytes, it is that of a value around.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The keyword of the published schema that the value fails; it is the same in every language. An
    /// unknown member fails `additionalProperties`, also where the source schema says
    /// `unevaluatedProperties`. Where the text is no I-JSON document there is no keyword, and it is
    /// `encoding`, `syntax`, `duplicateMember` or `depth`.
    #[must_use]
    pub fn keyword(&self) -> &str {
        &self.keyword
    }

    /// What was expected, and what kind of value was found; never the value itself, which may be a
    /// customer's.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the keyword stands: the schema file and a JSON Pointer into it.
    #[must_use]
    pub fn schema_location(&self) -> Option<&str> {
        self.schema_location.as_deref()
    }

    /// Where the text is at fault, if it is no I-JSON document.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "at {position}: {}", self.message),
            None if self.pointer.is_empty() => f.write_str(&self.message),
            None => write!(f, "at {}: {}", self.pointer, self.message),
        }
    }
}
