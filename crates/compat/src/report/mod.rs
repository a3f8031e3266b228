//! What a comparison finds.

mod bump;
mod finding;
mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;

use serde_json::Value;

use crate::{
    document::Place,
    kind::{Kind, Severity},
};

pub use bump::Bump;
pub use github::github;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
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
        /// The breaks, each independent of the others, the most severe first; at least one.
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
    /// The kinds of these.
    pub kinds: Vec<&'static Kind>,
    /// Whether breaks of these kinds are accepted; see [`Report::accept`].
    pub accepted: bool,
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
    /// The old file, where it is known: the place, or that of what would hold it.
    pub old_place: Option<Place>,
    /// The new file, likewise.
    pub new_place: Option<Place>,
}

impl Break {
    /// How severe the most severe of its kinds is.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.kinds.iter().map(|kind| kind.severity()).max()
    }
}

impl Change {
    /// A change whose places in files are not known.
    #[must_use]
    pub fn at(old: Option<String>, new: Option<String>) -> Self {
        Self { old, new, old_place: None, new_place: None }
    }

    /// The pointer into the new schema, or that into the old one of what is not there any more.
    #[must_use]
    pub fn pointer(&self) -> &str {
        self.new.as_deref().or(self.old.as_deref()).unwrap_or_default()
    }
}

impl Verdict {
    /// Whether compatibility is proved.
    #[must_use]
    pub fn is_compatible(&self) -> bool {
        *self == Self::Compatible
    }

    /// The breaks, if there are any.
    #[must_use]
    pub fn breaks(&self) -> &[Break] {
        match self {
            Self::Breaking { breaks, .. } => breaks,
            Self::Compatible | Self::Undetermined { .. } => &[],
        }
    }

    /// Whether a break was found.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        matches!(self, Self::Breaking { .. })
    }

    /// Whether every break that there is, is accepted. Where differences were not looked at, that is
    /// not known.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        match self {
            Self::Breaking { breaks, unexamined: 0 } => breaks.iter().all(|it| it.accepted),
            _ => false,
        }
    }

    /// `compatible`, `accepted`, `breaking` or `undetermined`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            accepted if accepted.is_accepted() => "accepted",
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

    /// `breaking` if any direction breaks, else `undetermined` if any is, else `accepted` if breaks
    /// were, else `compatible`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        let names = || self.types.iter().flat_map(TypeReport::verdicts).map(Verdict::name);
        let worst = ["breaking", "undetermined", "accepted"];
        worst.into_iter().find(|bad| names().any(|name| name == *bad)).unwrap_or("compatible")
    }

    /// Accepts the breaks all of whose causes are of these kinds. They stay in the report, which says
    /// that they are accepted; a type whose breaks all are asks for the version bump that it would ask
    /// for without them.
    ///
    /// ```
    /// use exact_schema_compat::{Bump, Document, Kind, Options, compare_all};
    /// use serde_json::json;
    ///
    /// let old = Document::new("note", json!({"type": "object"}))?;
    /// let new = Document::new(
    ///     "note",
    ///     json!({"type": "object", "properties": {"text": {"type": "string"}}}),
    /// )?;
    /// let mut report = compare_all(&[old], &[new], &Options::default());
    /// assert_eq!((report.verdict(), report.required_bump()), ("breaking", Bump::Major));
    ///
    /// report.accept(&[Kind::named("optional-property-added-to-open-object").ok_or("no such kind")?]);
    /// assert_eq!((report.verdict(), report.required_bump()), ("accepted", Bump::Patch));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accept(&mut self, kinds: &[&Kind]) {
        for report in &mut self.types {
            for verdict in report.backward.iter_mut().chain(&mut report.forward) {
                if let Verdict::Breaking { breaks, .. } = verdict {
                    for found in breaks {
                        found.accepted = found.kinds.iter().all(|kind| kinds.contains(kind));
                    }
                }
            }
            let TypeReport { backward, forward, .. } = &*report;
            if report.required_bump != Bump::None {
                let least = Bump::for_change(false, backward.as_ref(), forward.as_ref());
                report.required_bump = report.required_bump.min(least);
            }
        }
    }

    /// Every break of every type.
    pub fn breaks(&self) -> impl Iterator<Item = &Break> {
        self.types.iter().flat_map(TypeReport::verdicts).flat_map(Verdict::breaks)
    }

    /// The greatest version bump that any type asks for.
    #[must_use]
    pub fn required_bump(&self) -> Bump {
        self.types.iter().map(|report| report.required_bump).max().unwrap_or(Bump::None)
    }
}
