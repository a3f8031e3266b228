//! The types of the contract that are documents.

use export_bundles::{
    Contract, EvidenceBundle, ExecutiveDebriefBundle, ExportBundle, ExportBundleRequest,
    ExportBundleResponse, PolicyContext, Problem, Soc2Bundle, Soc2ControlMapping, Tag,
    TraceStepEvidence, decode,
};
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::publication::ContractSide;

/// A type, as far as it is published.
pub(crate) struct RootType {
    /// The title of its schema.
    pub(crate) title: &'static str,
    /// The file of its source schema.
    pub(crate) file: &'static str,
    /// For a union, what tells its branches apart.
    pub(crate) tag: Option<Tag>,
    schema: fn(ContractSide) -> Value,
    encode: fn(&Value) -> Result<Value, String>,
}

/// Every type that is published, by title.
pub(crate) const ROOT_TYPES: [RootType; 10] = [
    RootType::of::<EvidenceBundle>(),
    RootType::of::<ExecutiveDebriefBundle>(),
    RootType::of::<ExportBundle>(),
    RootType::of::<ExportBundleRequest>(),
    RootType::of::<ExportBundleResponse>(),
    RootType::of::<PolicyContext>(),
    RootType::of::<Problem>(),
    RootType::of::<Soc2Bundle>(),
    RootType::of::<Soc2ControlMapping>(),
    RootType::of::<TraceStepEvidence>(),
];

impl RootType {
    const fn of<T: Contract>() -> Self {
        Self {
            title: T::TITLE,
            file: T::FILE,
            tag: T::TAG,
            schema: emitted::<T>,
            encode: encoded::<T>,
        }
    }

    /// The type that is called so.
    pub(crate) fn named(title: &str) -> Option<&'static Self> {
        const TYPES: &[RootType] = &ROOT_TYPES;
        TYPES.iter().find(|it| it.title == title)
    }

    /// The file name without its ending: the title in kebab case.
    pub(crate) fn name(&self) -> &'static str {
        self.file.trim_end_matches(".schema.json")
    }

    /// The schema that schemars emits from the Rust type.
    pub(crate) fn schema(&self, side: ContractSide) -> Value {
        (self.schema)(side)
    }

    /// The document as the Rust type writes it.
    pub(crate) fn encode(&self, document: &Value) -> Result<Value, String> {
        (self.encode)(document)
    }
}

fn emitted<T: Contract>(side: ContractSide) -> Value {
    let settings = SchemaSettings::draft2020_12();
    let settings = match side {
        ContractSide::Accept => settings.for_deserialize(),
        ContractSide::Emit => settings.for_serialize(),
    };
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn encoded<T: Contract>(document: &Value) -> Result<Value, String> {
    let value: T = decode(document.to_string().as_bytes()).map_err(|error| error.to_string())?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use export_bundles::DocumentType;

    use super::ROOT_TYPES;

    #[test]
    fn no_type_is_forgotten() {
        let mut contract: Vec<_> = DocumentType::all().iter().map(|it| it.title()).collect();
        contract.sort_unstable();
        let published: Vec<_> = ROOT_TYPES.iter().map(|it| it.title).collect();
        assert_eq!(published, contract);
    }
}
