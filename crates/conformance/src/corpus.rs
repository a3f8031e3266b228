//! The corpus: cases with the verdict that everybody must give, and the files that hold them.

use exact_schema_runtime::Contract;
use serde::Serialize;

use crate::cases::names_differ;
use crate::draft::{Draft, Violation};
use crate::error::Error;
use crate::judge::Judges;
use crate::type_schema::TypeSchema;

/// A text with its verdict.
///
/// ```
/// use exact_schema_conformance::{Case, Violation};
///
/// let case = Case {
///     name: "delivered/no-members".into(),
///     title: "Delivered".into(),
///     text: "{}".into(),
///     valid: false,
///     violations: vec![Violation::new("", "required")],
/// };
/// assert_eq!(
///     serde_json::to_string(&case)?,
///     "{\"name\":\"delivered/no-members\",\"type\":\"Delivered\",\
///      \"text\":\"{}\",\"valid\":false,\"violations\":[{\"pointer\":\"\",\"keyword\":\"required\"}]}",
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Where the case belongs: type, place in the document, what is special about it.
    pub name: String,
    /// The title of the type that the text is said to be.
    #[serde(rename = "type")]
    pub title: String,
    /// The document.
    pub text: String,
    /// Whether it is one.
    pub valid: bool,
    /// Everything that is wrong with it, by pointer and keyword; at most 100.
    pub violations: Vec<Violation>,
}

/// Cases that their makers and all judges agree about.
#[derive(Clone, Debug)]
pub struct Corpus {
    types: Vec<Cases>,
}

/// The cases of one type.
#[derive(Clone, Debug)]
struct Cases {
    name: String,
    title: String,
    cases: Vec<Case>,
}

/// A file of the corpus.
///
/// ```
/// use exact_schema_conformance::CorpusFile;
///
/// let file = CorpusFile { path: "v1/delivered.json".into(), text: "{}\n".into() };
/// assert!(file.path.starts_with("v1/"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusFile {
    /// The path within the folder of the corpus.
    pub path: String,
    /// A JSON document, one case to a line.
    pub text: String,
}

impl Corpus {
    /// Judges every draft, and gives it the list of violations that `decode` finds.
    ///
    /// # Errors
    ///
    /// An [`Error::Disagreement`] that names every case whose maker, `decode` and the `jsonschema`
    /// crate do not all agree; two drafts of one name; a type that is not in the contract.
    ///
    /// # Examples
    ///
    /// ```
    /// use exact_schema_conformance::{Corpus, Draft, Error, Intention, TypeSchema, Violation};
    /// use parcel_events::CONTRACT;
    ///
    /// let event = TypeSchema {
    ///     title: "ParcelEvent".into(),
    ///     name: "parcel-event".into(),
    ///     schema: serde_json::json!({ "required": ["kind"] }),
    /// };
    /// let draft = |intention| Draft {
    ///     name: "parcel-event/no-members".into(),
    ///     title: "ParcelEvent".into(),
    ///     text: "{}".into(),
    ///     intention,
    /// };
    ///
    /// let meant = draft(Intention::Refused(vec![Violation::new("", "required")]));
    /// let corpus = Corpus::settle(vec![meant], std::slice::from_ref(&event), &CONTRACT)?;
    /// assert_eq!(corpus.cases().next().unwrap().violations[0].keyword, "required");
    ///
    /// let mistaken = draft(Intention::Accepted);
    /// let error = Corpus::settle(vec![mistaken], &[event], &CONTRACT).unwrap_err();
    /// assert!(matches!(error, Error::Disagreement(cases) if cases.len() == 1));
    /// # Ok::<(), Error>(())
    /// ```
    pub fn settle(
        drafts: Vec<Draft>,
        types: &[TypeSchema],
        contract: &'static Contract,
    ) -> Result<Self, Error> {
        names_differ(&drafts)?;
        let judges = Judges::of(types, contract)?;
        let mut settled: Vec<Cases> = types.iter().map(Cases::none_of).collect();
        let mut disagreements = Vec::new();
        for draft in drafts {
            match judges.judge(&draft)? {
                Ok(violations) => {
                    let own = settled.iter_mut().filter(|it| it.title == draft.title);
                    own.for_each(|it| it.cases.push(Case::of(&draft, &violations)));
                }
                Err(disagreement) => disagreements.push(disagreement),
            }
        }
        if disagreements.is_empty() {
            Ok(Self { types: settled })
        } else {
            Err(Error::Disagreement(disagreements))
        }
    }

    /// Every case, by type.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.types.iter().flat_map(|it| &it.cases)
    }

    /// The files, one for each type, in the folder `version`; `mark` says in each what made it.
    ///
    /// # Errors
    ///
    /// None that is known: cases are written as JSON, which does not fail.
    ///
    /// # Examples
    ///
    /// ```
    /// # use exact_schema_conformance::{Corpus, TypeSchema};
    /// # use parcel_events::CONTRACT;
    /// let event = TypeSchema {
    ///     title: "ParcelEvent".into(),
    ///     name: "parcel-event".into(),
    ///     schema: serde_json::json!({}),
    /// };
    /// let files = Corpus::settle(Vec::new(), &[event], &CONTRACT)?.files("@generated", "v1")?;
    /// assert_eq!(files[0].path, "v1/parcel-event.json");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn files(&self, mark: &str, version: &str) -> Result<Vec<CorpusFile>, serde_json::Error> {
        self.types.iter().map(|it| it.file(mark, version)).collect()
    }
}

impl Cases {
    fn none_of(source: &TypeSchema) -> Self {
        Self { name: source.name.clone(), title: source.title.clone(), cases: Vec::new() }
    }

    fn file(&self, mark: &str, version: &str) -> Result<CorpusFile, serde_json::Error> {
        let (mark, title) = (serde_json::to_string(mark)?, serde_json::to_string(&self.title)?);
        let cases = self.cases.iter().map(serde_json::to_string);
        let cases = cases.collect::<Result<Vec<_>, _>>()?.join(",\n");
        let text = format!(
            "{{\n\"$comment\": {mark},\n\"type\": {title},\n\"cases\": [\n{cases}\n]\n}}\n"
        );
        Ok(CorpusFile { path: format!("{version}/{}.json", self.name), text })
    }
}

impl Case {
    fn of(draft: &Draft, violations: &[Violation]) -> Self {
        Self {
            name: draft.name.clone(),
            title: draft.title.clone(),
            text: draft.text.clone(),
            valid: violations.is_empty(),
            violations: violations.to_vec(),
        }
    }
}
