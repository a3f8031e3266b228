//! What is timed on a payload.

use std::path::Path;

use export_bundles::{
    Document, EvidenceBundle, ExecutiveDebriefBundle, ExportBundle, ExportBundleRequest, decode,
};
use export_bundles_evidence::{Verified, verify};
use jsonschema::Validator;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::measure::{Here, Subject};
use crate::peers::Peers;
use export_bundles_benches::Result;
use export_bundles_benches::documents::{Kind, Payload};
use export_bundles_benches::stock::{self, Schemas};

/// A row of the table, in the table's order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    Floor,
    Decode,
    Union,
    Verify,
    Rejection,
    Value,
    Stock,
    Ajv,
    Pydantic,
}

impl Row {
    pub const ALL: [Self; 9] = [
        Self::Floor,
        Self::Decode,
        Self::Union,
        Self::Verify,
        Self::Rejection,
        Self::Value,
        Self::Stock,
        Self::Ajv,
        Self::Pydantic,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Floor => "the floor: skip the text (`IgnoredAny`)",
            Self::Decode => "**`decode`** of the known type",
            Self::Union => "`decode` of `ExportBundle`",
            Self::Verify => "`verify`: `decode`, rules and seal",
            Self::Rejection => "`decode` of a faulty one, and why",
            Self::Value => "`serde_json::Value` alone",
            Self::Stock => "stock: `Value`, jsonschema, typify's type",
            Self::Ajv => "`JSON.parse` + ajv",
            Self::Pydantic => "`model_validate_json` of pydantic",
        }
    }

    /// Whether the row judges the text that it is given by the contract.
    fn validates(self) -> bool {
        !matches!(self, Self::Floor | Self::Rejection | Self::Value)
    }
}

/// A row, ready to run.
pub type Entry<'a> = (Row, Box<dyn Subject + 'a>);

/// Every row that the payload has, in this process and in those of the peers.
pub fn entries<'a>(
    payload: &Payload,
    schemas: &Path,
    peers: &'a mut Peers,
) -> Result<Vec<Entry<'a>>> {
    let mut entries = here(payload, schemas)?;
    entries.extend(peers.entries(payload.kind));
    for (row, subject) in &mut entries {
        agree(*row, subject.as_mut(), payload)?;
    }
    Ok(entries)
}

/// Makes sure that the row does its work: it takes the payload and refuses each faulty variant.
fn agree(row: Row, subject: &mut dyn Subject, payload: &Payload) -> Result<()> {
    if row.validates() {
        for (fault, text) in payload.faulty()? {
            if subject.take(&text)? {
                let (row, name) = (row.name(), payload.name);
                return Err(format!("{row} accepts {name} with {fault}").into());
            }
        }
    }
    match subject.take(&payload.text)? {
        true => Ok(()),
        false => Err(format!("{} rejects {}", row.name(), payload.name).into()),
    }
}

fn here(payload: &Payload, schemas: &Path) -> Result<Vec<Entry<'static>>> {
    let validator = Schemas::read(schemas)?.validator(payload.kind.file())?;
    let (_, faulty) = payload.faulty()?.into_iter().next().ok_or("a document has a fault")?;
    let mut entries = match payload.kind {
        Kind::Evidence => typed::<EvidenceBundle, stock::EvidenceBundle>(validator, faulty),
        Kind::Debrief => {
            typed::<ExecutiveDebriefBundle, stock::ExecutiveDebriefBundle>(validator, faulty)
        }
        Kind::Request => {
            typed::<ExportBundleRequest, stock::ExportBundleRequest>(validator, faulty)
        }
    };
    if payload.kind != Kind::Request {
        entries.push(entry(Row::Union, |text| decode::<ExportBundle>(text.as_bytes())));
        entries.push(entry(Row::Verify, spotless));
    }
    entries.push(entry(Row::Floor, |text| serde_json::from_str::<IgnoredAny>(text)));
    entries.push(entry(Row::Value, |text| serde_json::from_str::<Value>(text)));
    Ok(entries)
}

/// A bundle in which nothing was found.
fn spotless(text: &str) -> std::result::Result<Verified, String> {
    let verified = verify(text.as_bytes()).map_err(|rejection| rejection.to_string())?;
    match verified.is_spotless() {
        true => Ok(verified),
        false => Err(format!("{:?}", verified.findings)),
    }
}

/// The rows that read into a type of ours and its stock counterpart.
fn typed<Ours: Document, Stock: DeserializeOwned + 'static>(
    validator: Validator,
    faulty: String,
) -> Vec<Entry<'static>> {
    // What is to be had from the faulty one is its rejection.
    let rejection = move |_: &str| match decode::<Ours>(faulty.as_bytes()) {
        Ok(accepted) => Err(accepted),
        Err(rejection) => Ok(rejection),
    };
    vec![
        entry(Row::Rejection, rejection),
        entry(Row::Decode, |text| decode::<Ours>(text.as_bytes())),
        entry(Row::Stock, move |text| stock::read::<Stock>(&validator, text)),
    ]
}

fn entry<T: 'static, E: 'static>(
    row: Row,
    read: impl Fn(&str) -> std::result::Result<T, E> + 'static,
) -> Entry<'static> {
    (row, Box::new(Here::new(read)))
}
