//! Why a document is not what it should be.

mod article;
mod violation;

use std::borrow::Cow;
use std::fmt;

pub(crate) use article::WithArticle;
use exact_schema_json::{Fault, Position};
pub use violation::Violation;

use crate::contract::Contract;
use crate::document::Document;

/// How many violations are listed at most.
pub(crate) const LIMIT: usize = 100;

/// How long a pointer is at most, in bytes.
const POINTER_LIMIT: usize = 1024;

/// Everything that is wrong with a document: at least one [`Violation`], at most 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    title: &'static str,
    contract: &'static Contract,
    violations: Vec<Violation>,
    truncated: bool,
    defect: bool,
}

impl Rejection {
    pub(crate) fn of_text<T: Document>(fault: &Fault) -> Self {
        let violation = Violation {
            pointer: bounded(fault.pointer()).to_owned(),
            keyword: Cow::Borrowed(fault.kind().name()),
            message: fault.message().to_owned(),
            schema_location: None,
            position: Some(fault.position()),
        };
        Self::of::<T>(vec![violation])
    }

    /// `violations` must not be empty.
    pub(crate) fn of_value<T: Document>(mut violations: Vec<Violation>) -> Self {
        let truncated = violations.len() > LIMIT;
        violations.truncate(LIMIT);
        Self { truncated, ..Self::of::<T>(violations) }
    }

    /// The type does not read what the schema accepts: a defect of this crate.
    pub(crate) fn of_defect<T: Document>(message: String) -> Self {
        let violation = Violation {
            pointer: String::new(),
            keyword: Cow::Borrowed("defect"),
            message,
            schema_location: None,
            position: None,
        };
        Self { defect: true, ..Self::of::<T>(vec![violation]) }
    }

    fn of<T: Document>(violations: Vec<Violation>) -> Self {
        let (title, contract) = (T::TITLE, T::contract());
        Self { title, contract, violations, truncated: false, defect: false }
    }

    /// The type that the document was to be, by the title of its schema.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The contract that the type belongs to.
    #[must_use]
    pub fn contract(&self) -> &'static Contract {
        self.contract
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
    /// use exact_schema_runtime::decode;
    /// use parcel_events::ParcelEvent;
    ///
    /// let rejection = decode::<ParcelEvent>(b"{\n  \"a\": 1,\n}").unwrap_err();
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
    &pointer[..end.unwrap_or(0)]
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
