//! The validators that are written in Rust.

use std::collections::{BTreeMap, BTreeSet};

use exact_schema_runtime::{Contract, DocumentType, UnknownType, Violation};
use jsonschema::Validator;
use serde_json::Value;

use super::reduce::Reduction;
use crate::error::Error;
use crate::judge::{Answer, Finding, Question};

/// The schemas of all types, compiled by the `jsonschema` crate with formats asserted.
#[derive(Debug)]
pub(super) struct Schemas {
    contract: &'static Contract,
    by_title: BTreeMap<&'static str, Compiled>,
}

#[derive(Debug)]
struct Compiled {
    validator: Validator,
    /// The members that the type names.
    members: BTreeSet<String>,
}

impl Schemas {
    /// Compiles the schema that `schema` gives for each type, whose members `members` names.
    pub(super) fn compile(
        contract: &'static Contract,
        schema: impl Fn(DocumentType) -> Result<Value, Error>,
        members: impl Fn(DocumentType) -> BTreeSet<String>,
    ) -> Result<Self, Error> {
        let mut compiled = BTreeMap::new();
        for document_type in contract.types() {
            let validator = jsonschema::options()
                .with_draft(jsonschema::Draft::Draft202012)
                .should_validate_formats(true)
                .build(&schema(*document_type)?)
                .map_err(|why| refused(document_type.title(), &why.to_string()))?;
            let members = members(*document_type);
            compiled.insert(document_type.title(), Compiled { validator, members });
        }
        Ok(Self { contract, by_title: compiled })
    }

    pub(super) fn answers(&self, questions: &[Question]) -> Result<Vec<Answer>, Error> {
        questions.iter().map(|question| self.answer(question)).collect()
    }

    fn answer(&self, question: &Question) -> Result<Answer, Error> {
        let document_type = named(self.contract, &question.title)?;
        let instance = match exact_schema_json::read(question.text.as_bytes()) {
            Ok(instance) => instance,
            Err(fault) => {
                let pointer = fault.pointer().to_owned();
                let keyword = fault.kind().name().to_owned();
                return Ok(Answer::of(vec![Finding { pointer, keyword }]));
            }
        };
        let branch = document_type.branch_of(question.text.as_bytes()).unwrap_or(document_type);
        let Compiled { members, .. } = self.compiled(branch)?;
        let reduction = Reduction::of(document_type, &instance, members);
        let validator = &self.compiled(document_type)?.validator;
        let violations = reduction.findings(validator.iter_errors(&instance));
        // The verdict is the validator's own, whatever is made of its errors.
        Ok(Answer { valid: validator.is_valid(&instance), ..Answer::of(violations) })
    }

    fn compiled(&self, document_type: DocumentType) -> Result<&Compiled, Error> {
        let title = document_type.title();
        self.by_title.get(title).ok_or_else(|| refused(title, "it has no schema"))
    }
}

/// What `decode` says.
pub(super) fn decoded(
    contract: &'static Contract,
    questions: &[Question],
) -> Result<Vec<Answer>, Error> {
    questions.iter().map(|question| judge(contract, question)).collect()
}

fn judge(contract: &'static Contract, question: &Question) -> Result<Answer, Error> {
    Ok(match named(contract, &question.title)?.check(question.text.as_bytes()) {
        Ok(()) => Answer::of(Vec::new()),
        Err(rejection) => {
            let finding = |it: &Violation| Finding {
                pointer: it.pointer().to_owned(),
                keyword: it.keyword().to_owned(),
            };
            Answer::of(rejection.violations().iter().map(finding).collect())
        }
    })
}

fn named(contract: &'static Contract, title: &str) -> Result<DocumentType, Error> {
    contract.type_named(title).map_err(|why: UnknownType| refused(title, &why.to_string()))
}

fn refused(title: &str, why: &str) -> Error {
    Error::Program { what: format!("judging a {title}"), complaint: why.to_owned() }
}
