//! Judging the working tree by what was released.

use std::fmt;
use std::fs;
use std::path::Path;

use exact_schema_compat::{
    Break, Bump, Change, Document, Options, Report, TypeReport, Verdict, compare_all, load,
};
use exact_schema_files::leftovers;
use exact_schema_runtime::Contract;
use semver::Version;
use serde_json::Value;

use crate::changelog;
use crate::error::Error;
use crate::folder::Folders;
use crate::golden;
use crate::index::Index;

/// How the working tree stands with what was released.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The version of the last release, if there is one.
    pub last: Option<Version>,
    /// The bump that the changes since then ask for.
    pub required: Bump,
    /// What is wrong, each with how to mend it; nothing, if the tree may be released.
    pub objections: Vec<String>,
}

/// Judges the working tree, which is of `version`.
///
/// # Errors
///
/// That something cannot be read. What is wrong with the contract is no error; the judgement lists
/// it.
pub fn judge(contract: &Contract, folders: &Folders, version: &str) -> Result<Judgement, Error> {
    let now = Version::parse(version).map_err(|_| Error::Version(version.to_owned()))?;
    let releases = folders.releases()?;
    let mut objections = Vec::new();
    for left in leftovers(&folders.released)? {
        objections.push(format!(
            "{} was left by a run that was killed: remove it, or release, which does",
            left.display()
        ));
    }
    for (released, folder) in &releases {
        let index = Index::read(folder)?;
        for file in index.differences(folder)? {
            objections.push(format!(
                "{file} of release {released} is not what was released: restore it, a release never \
                 changes"
            ));
        }
        for (document, why) in golden::unreadable(contract, folder)? {
            objections.push(format!("{document} is not readable any more: {why}"));
        }
    }
    let Some((last, folder)) = releases.last() else {
        return Ok(Judgement { last: None, required: Bump::None, objections });
    };
    let (old, new) = (accepted(folder)?, accepted(&folders.published)?);
    let report = compare_all(&old, &new, &Options::default());
    let required = report.required_bump();
    objections.extend(version_objections(&report, required, last, &now));
    let log = fs::read_to_string(&folders.changelog).map_err(Error::file(&folders.changelog))?;
    for changed in report.types.iter().filter(|it| it.required_bump != Bump::None) {
        let title = title(&folders.published, &changed.name)?;
        if !changelog::mentions(&log, version, &title) {
            objections.push(format!(
                "the change log does not name `{title}`, which changed since {last}: say what \
                 changed, under `### Contract`"
            ));
        }
    }
    Ok(Judgement { last: Some(last.clone()), required, objections })
}

/// The schemas of what is accepted. What is sent lies in folders below them, and may well grow: it
/// only has to stay within what is accepted, which publishing proves.
fn accepted(folder: &Path) -> Result<Vec<Document>, Error> {
    let mut documents = load(folder)?;
    documents.retain(|document| !document.name().contains('/'));
    Ok(documents)
}

/// The title of the schema that reports call `name`; of a removed one, that name.
fn title(published: &Path, name: &str) -> Result<String, Error> {
    let path = published.join(format!("{name}.schema.json"));
    if !path.exists() {
        return Ok(name.to_owned());
    }
    let bytes = fs::read(&path).map_err(Error::file(&path))?;
    let schema: Value = serde_json::from_slice(&bytes).map_err(|why| Error::Index { path, why })?;
    Ok(schema["title"].as_str().unwrap_or(name).to_owned())
}

/// Whether the version says how far the changes go; and no change may go too far.
fn version_objections(
    report: &Report,
    required: Bump,
    last: &Version,
    now: &Version,
) -> Vec<String> {
    let least = match required {
        Bump::None => last.clone(),
        Bump::Patch => Version::new(last.major, last.minor, last.patch + 1),
        Bump::Minor => Version::new(last.major, last.minor + 1, 0),
        Bump::Major => {
            let breaking = report.types.iter().filter(|it| it.required_bump == Bump::Major);
            return breaking
                .map(|it| {
                    format!(
                        "{} does not accept every document of release {last}: {}. What was \
                         readable stays readable within a version; such a change belongs into a new one",
                        it.name,
                        why_not(it.backward.as_ref())
                    )
                })
                .collect();
        }
    };
    if *now >= least {
        return Vec::new();
    }
    let changed = report.types.iter().filter(|it| it.required_bump == required);
    changed
        .map(|it| {
            format!(
                "{} changed since {last}: {}. Set the version in Cargo.toml to {least} or higher \
                 (it is {now})",
                it.name,
                what(it, required)
            )
        })
        .collect()
}

/// What asks for the bump of a type.
fn what(report: &TypeReport, required: Bump) -> String {
    match (required, &report.forward) {
        (Bump::Minor, Some(Verdict::Breaking { breaks, .. })) if breaks.iter().all(is_whole) => {
            "it is new, or another schema altogether".to_owned()
        }
        (Bump::Minor, Some(Verdict::Breaking { breaks, .. })) => {
            let shown: Vec<String> = breaks.iter().map(in_words).collect();
            format!("it accepts what {} did not – {}", report.name, shown.join("; "))
        }
        (Bump::Minor, _) => "it may accept more than before".to_owned(),
        _ => "it accepts the same documents, and says something else".to_owned(),
    }
}

fn why_not(verdict: Option<&Verdict>) -> String {
    match verdict {
        Some(Verdict::Breaking { breaks, .. }) => {
            breaks.iter().map(in_words).collect::<Vec<_>>().join("; ")
        }
        Some(Verdict::Undetermined { reason }) => format!("that is not proved ({reason})"),
        _ => "that is not known".to_owned(),
    }
}

/// Whether the root of the schema is what changed.
fn is_whole(found: &Break) -> bool {
    let is_root = |place: &Option<String>| place.as_deref().is_none_or(str::is_empty);
    found.changes.iter().all(|change| is_root(&change.old) && is_root(&change.new))
}

fn in_words(found: &Break) -> String {
    let place = |change: &Change| change.new.clone().or_else(|| change.old.clone());
    let places: Vec<String> = found.changes.iter().filter_map(place).collect();
    let witness = match &found.witness {
        Some(witness) => format!(", such as {witness}"),
        None => String::new(),
    };
    format!("by {}{witness}", places.join(" and "))
}

impl Judgement {
    /// Whether the working tree may be released, as far as the contract goes.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.objections.is_empty()
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.last {
            Some(last) => {
                writeln!(f, "since release {last}: bump {}", self.required)?;
            }
            None => writeln!(f, "nothing is released yet")?,
        }
        self.objections.iter().try_for_each(|objection| writeln!(f, "error: {objection}"))
    }
}
