//! The conformance corpus of what is published.

use std::fs;
use std::path::Path;

use exact_schema_conformance::{Corpus, CorpusFile, TypeSchema, cases, examples};
use exact_schema_runtime::Direction;

use crate::error::Error;
use crate::mark::mark;
use crate::publication::Publication;

/// The files of the corpus: cases made from the published schemas, and the examples in a folder.
///
/// # Errors
///
/// That an example cannot be read, or that a case's maker and its judges disagree.
pub(crate) fn files(
    publication: &Publication,
    examples_folder: &Path,
) -> Result<Vec<CorpusFile>, Error> {
    let contract = publication.contract();
    let types: Vec<TypeSchema> = contract
        .types()
        .iter()
        .map(|kind| TypeSchema {
            title: kind.title().to_owned(),
            name: kind.name().to_owned(),
            schema: publication.schema(kind.title(), Direction::Accept).clone(),
        })
        .collect();
    let mut drafts = cases(&types)?;
    drafts.extend(examples(examples_folder, &types)?);
    let corpus = Corpus::settle(drafts, &types, contract)?;
    let version = publication.manifest().version_folder();
    corpus.files(&mark(publication.manifest()), &version).map_err(Error::encoding)
}

/// Refuses to replace a published file with one that lacks the examples, only because their folder is
/// not there.
///
/// # Errors
///
/// That the folder of examples is missing, and `published` has cases from it.
pub(crate) fn keep_examples(published: &Path, examples: &Path) -> Result<(), Error> {
    if examples.exists() {
        return Ok(());
    }
    match fs::read_to_string(published) {
        Ok(text) if text.contains("\"name\":\"examples/") => Err(Error::no_examples(examples)),
        _ => Ok(()),
    }
}
