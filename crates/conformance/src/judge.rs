//! Two judges: `decode`, and the `jsonschema` crate on the published schema.

use std::collections::BTreeMap;

use exact_schema_runtime::{Contract, DocumentType};
use jsonschema::{Draft as Dialect, Validator};

use crate::draft::{Draft, Violation};
use crate::error::{Disagreement, Error};
use crate::type_schema::TypeSchema;

/// The judges of every type, made ready once.
pub(crate) struct Judges {
    by_title: BTreeMap<String, (DocumentType, Validator)>,
}

impl Judges {
    pub(crate) fn of(types: &[TypeSchema], contract: &'static Contract) -> Result<Self, Error> {
        let mut by_title = BTreeMap::new();
        for source in types {
            let title = &source.title;
            let decoder =
                contract.type_named(title).map_err(|_| Error::UnknownType(title.clone()))?;
            let validator = jsonschema::options()
                .with_draft(Dialect::Draft202012)
                .should_validate_formats(true)
                .build(&source.schema)
                .map_err(|error| Error::Schema {
                    title: title.clone(),
                    pointer: error.instance_path().to_string(),
                    why: error.to_string(),
                })?;
            by_title.insert(title.clone(), (decoder, validator));
        }
        Ok(Self { by_title })
    }

    /// What is wrong with the text, if both judges agree with each other and with the intention.
    pub(crate) fn judge(
        &self,
        draft: &Draft,
    ) -> Result<Result<Vec<Violation>, Disagreement>, Error> {
        let judges = self.by_title.get(&draft.title);
        let unknown = || Error::UnknownType(draft.title.clone());
        let (decoder, validator) = judges.ok_or_else(unknown)?;
        let decode = found(*decoder, &draft.text);
        let document = exact_schema_json::read(draft.text.as_bytes());
        let schema_accepts = document.is_ok_and(|document| validator.is_valid(&document));
        let agreed = sorted(&decode) == sorted(draft.intention.violations())
            && decode.is_empty() == draft.intention.is_accepted()
            && decode.is_empty() == schema_accepts;
        Ok(if agreed {
            Ok(decode)
        } else {
            Err(Disagreement { draft: draft.clone(), decode, schema_accepts })
        })
    }
}

fn sorted(violations: &[Violation]) -> Vec<Violation> {
    let mut sorted = violations.to_vec();
    sorted.sort();
    sorted
}

/// What `decode` finds, in the order in which it is told.
fn found(decoder: DocumentType, text: &str) -> Vec<Violation> {
    let Err(rejection) = decoder.check(text.as_bytes()) else { return Vec::new() };
    let found = rejection.violations().iter();
    found.map(|it| Violation::new(it.pointer(), it.keyword())).collect()
}
