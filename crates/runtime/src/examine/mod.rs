//! The second look at a document that was rejected: with the schema itself.

mod declared;
mod message;
mod order;
mod validators;
mod violations;

use exact_schema_json::{Fault, Reduced};
pub(crate) use validators::Validators;

use crate::contract::Contract;
use crate::document::{Document, DocumentType, Mismatch};
use crate::rejection::{LIMIT, Rejection};

/// Lists what is wrong with a document that [`Document::read`] refused.
#[cold]
pub(crate) fn examine<T: Document>(bytes: &[u8], mismatch: &Mismatch) -> Rejection {
    let contract = T::contract();
    let key = Key::of::<T>(bytes);
    let reduced = match reduce(bytes, mismatch, contract, key.file) {
        Ok(reduced) => reduced,
        Err(fault) => return Rejection::of_text::<T>(&fault),
    };
    match contract.validators.of(contract, &key) {
        Ok(validator) => {
            let found = violations::of(&reduced, contract, key.file, validator);
            if !found.is_empty() {
                return Rejection::of_value::<T>(found);
            }
        }
        Err(why) => return Rejection::of_defect::<T>(why.to_string()),
    }
    let why = "the schema accepts what the Rust type refuses; please report it";
    Rejection::of_defect::<T>(why.to_owned())
}

/// Reads the document, which is not what `file` describes, as far as something is to be said of it.
fn reduce(
    bytes: &[u8],
    mismatch: &Mismatch,
    contract: &Contract,
    file: &str,
) -> Result<Reduced, Fault> {
    let text = std::str::from_utf8(bytes).ok();
    // One more than is listed tells that there are more.
    let reduced = text.and_then(|text| {
        exact_schema_json::reduce(text, mismatch, contract.outline(file), LIMIT + 1)
    });
    match reduced {
        Some(reduced) => Ok(reduced),
        // What is no I-JSON is found out before anything is kept.
        None => exact_schema_json::read(bytes).map(Reduced::from),
    }
}

/// Which schema to ask.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    file: &'static str,
    /// Only what a union says of its tag.
    head: bool,
}

impl Key {
    /// For a union that of the branch which the tag names, so that nobody has to read what is wrong
    /// with the other branches.
    fn of<T: Document>(bytes: &[u8]) -> Self {
        let kind = DocumentType::of::<T>();
        match kind.branch_of(bytes) {
            Some(branch) => Self { file: branch.file(), head: false },
            None => Self { file: kind.file(), head: kind.tag().is_some() },
        }
    }
}
