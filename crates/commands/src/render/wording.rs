//! What a report says of the contract.

use exact_schema_manifest::Manifest;
use exact_schema_runtime::DocumentType;

/// The words of a contract in a report.
pub struct Wording {
    /// The name of the contract.
    pub name: String,
    /// Where defects are reported.
    pub repository: Option<String>,
    /// The title of the type that documents have of which nobody says another.
    pub default_title: &'static str,
    /// The member that tells its branches apart.
    pub tag: &'static str,
}

impl Wording {
    /// The words for documents that are of the type `kind` where nobody says another.
    pub fn of(manifest: &Manifest, kind: DocumentType) -> Self {
        Self {
            name: manifest.name.clone(),
            repository: manifest.repository.clone(),
            default_title: kind.title(),
            tag: kind.tag().map_or("type", |tag| tag.member),
        }
    }
}
