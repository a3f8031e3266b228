//! The conformance corpus of what is published.

use std::path::Path;

use export_bundles_conformance::{Corpus, CorpusFile, TypeSchema, cases, examples};

use crate::MARK;
use crate::error::Error;
use crate::publication::{ContractSide, Publication};
use crate::root_type::ROOT_TYPES;

/// The files of the corpus: cases made from the published schemas, and the examples in a folder.
///
/// # Errors
///
/// That an example cannot be read, or that a case's maker and its judges disagree.
pub(crate) fn files(
    publication: &Publication,
    examples_folder: &Path,
) -> Result<Vec<CorpusFile>, Error> {
    let types: Vec<TypeSchema> = ROOT_TYPES
        .iter()
        .map(|root| TypeSchema {
            title: root.title.to_owned(),
            name: root.name().to_owned(),
            schema: publication
                .schema(root.title, ContractSide::Accept)
                .cloned()
                .unwrap_or_default(),
        })
        .collect();
    let mut drafts = cases(&types)?;
    drafts.extend(examples(examples_folder, &types)?);
    Corpus::settle(drafts, &types)?.files(MARK).map_err(Error::encoding)
}
