//! From the arguments to an exit code.

use std::process::ExitCode;

use exact_schema_manifest::Manifest;
use exact_schema_runtime::Contract;

use super::judge::Judge;
use super::presenter::Presenter;
use crate::arguments::ValidateArguments;
use crate::render::wording::Wording;
use crate::{CANNOT_TELL, complain, documents};

/// Validates what the arguments name, and writes what comes of it.
pub fn run(
    contract: &'static Contract,
    manifest: &Manifest,
    arguments: ValidateArguments,
) -> ExitCode {
    let ValidateArguments { document_type, format, reveal, documents } = arguments;
    let named = document_type.as_deref().and_then(|title| contract.type_named(title).ok());
    let Some(kind) = named.or_else(|| contract.default_type()) else {
        complain("the contract has no default type: name the type of the documents with --type");
        return ExitCode::from(CANNOT_TELL);
    };
    let judge = Judge { document_type: kind, is_default: named.is_none(), reveal };
    let presenter = Presenter::new(format, Wording::of(manifest, kind));
    documents::run(documents, judge, presenter)
}
