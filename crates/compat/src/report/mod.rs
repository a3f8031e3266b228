//! What a comparison finds.

mod bump;
mod json;
mod text;

use serde_json::Value;

pub use bump::Bump;
pub use text::render;

/// The comparison of two sets of schemas.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// One report for each type, sorted by name.
    pub types: Vec<TypeReport>,
    /// What was compared of documents whose definitions were compared, sorted by name.
    pub compared: Vec<Compared>,
}

/// What was compared of two versions of a document, where that is not just the two as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The name of the document.
    pub document: String,
    /// Whether its root was compared. It is not where it accepts everything in both versions: that
    /// would prove nothing.
    pub root: bool,
    /// The number of definitions that were compared, each as a type of its own.
    pub definitions: usize,
}

/// The comparison of the two schemas of one type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeReport {
    /// The name of the type.
    pub name: String,
    /// Whether the new schema accepts what the old one accepts, if asked.
    pub backward: Option<Verdict>,
    /// Whether the old schema accepts what the new one accepts, if asked.
    pub forward: Option<Verdict>,
    /// The version bump that the change asks for.
    pub required_bump: Bump,
}

/// The answer for one direction.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Proved: every document stays acceptable.
    Compatible,
    /// Some documents do not.
    Breaking {
        /// The breaks, each independent of the others; at least one.
        breaks: Vec<Break>,
        /// How many more differences were not looked at, as the comparison took as many steps as it
        /// may, or found as many breaks as were asked for; each may break as well.
        unexamined: usize,
    },
    /// Neither a proof nor a break was found.
    Undetermined {
        /// Why not.
        reason: String,
    },
}

/// One way in which documents stop being acceptable.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// A complete document that one schema accepts and the other rejects, checked with validators
    /// of both. Absent only for a removed or added type of which no document could be made up.
    pub witness: Option<Value>,
    /// What the rejecting schema says about the witness.
    pub violations: Vec<Violation>,
    /// The differences between the schemas that cause the break.
    pub changes: Vec<Change>,
}

/// One objection of the rejecting schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// JSON Pointer into the witness.
    pub pointer: String,
    /// The keyword that fails.
    pub keyword: String,
    /// What the validator says.
    pub message: String,
}

/// A difference between the schemas. Where a schema refers to other files, they count as taken
/// into it: `/$defs/` and the path of the file, then the place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// JSON Pointer into the old schema, if the place exists there.
    pub old: Option<String>,
    /// JSON Pointer into the new schema, if the place exists there.
    pub new: Option<String>,
}

impl Verdict {
    /// Whether compatibility is proved.
    #[must_use]
    pub fn is_compatible(&self) -> bool {
        *self == Self::Compatible
    }

    /// Whether a break was found.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        matches!(self, Self::Breaking { .. })
    }

    /// `compatible`, `breaking` or `undetermined`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Breaking { .. } => "breaking",
            Self::Undetermined { .. } => "undetermined",
        }
    }
}

impl TypeReport {
    /// The verdicts of the directions that were asked for.
    pub fn verdicts(&self) -> impl Iterator<Item = &Verdict> {
        self.backward.iter().chain(&self.forward)
    }
}

impl Report {
    /// A report on these types, in order of their names.
    #[must_use]
    pub fn new(types: Vec<TypeReport>) -> Self {
        Self { types, compared: Vec::new() }.sorted()
    }

    /// The report with its types in order of their names.
    pub(crate) fn sorted(mut self) -> Self {
        self.types.sort_by(|one, other| one.name.cmp(&other.name));
        self.compared.sort_by(|one, other| one.document.cmp(&other.document));
        self
    }

    /// `breaking` if any direction breaks, else `undetermined` if any is, else `compatible`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        let mut name = "compatible";
        for verdict in self.types.iter().flat_map(TypeReport::verdicts) {
            match verdict {
                Verdict::Breaking { .. } => return "breaking",
                Verdict::Undetermined { .. } => name = "undetermined",
                Verdict::Compatible => {}
            }
        }
        name
    }

    /// The greatest version bump that any type asks for.
    #[must_use]
    pub fn required_bump(&self) -> Bump {
        self.types.iter().map(|report| report.required_bump).max().unwrap_or(Bump::None)
    }
}
