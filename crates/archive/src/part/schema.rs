//! The Arrow schemas of the tables.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::columns::{Column, Columns, NoColumn};

/// What the columns are called that no member of a bundle is.
pub mod own {
    /// The seal of a bundle, as 64 hexadecimal digits.
    pub const SEAL: &str = "seal";
    /// The SHA-256 of its text.
    pub const SHA256: &str = "sha256";
    /// Its place in the log of seals, from 0.
    pub const LOG_INDEX: &str = "log_index";
    /// The rules that say that it is worth a look.
    pub const WARNINGS: &str = "warnings";
    /// Its text, byte for byte.
    pub const DOCUMENT: &str = "document";
    /// Who signed it: a Sigstore bundle.
    pub const RECEIPT: &str = "receipt";
    /// Where a document came from that is set aside.
    pub const SOURCE: &str = "source";
    /// Why it is.
    pub const REASONS: &str = "reasons";
}

/// The schemas of the tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The columns that the JSON Schemas tell of.
    pub columns: &'static Columns,
    /// A row a bundle.
    pub bundles: SchemaRef,
    /// A row a step.
    pub steps: SchemaRef,
    /// A row a document that is set aside.
    pub aside: SchemaRef,
}

impl Tables {
    /// Those of this contract.
    ///
    /// # Errors
    ///
    /// [`NoColumn`] where a member has no column that holds it exactly.
    pub fn get() -> Result<Self, NoColumn> {
        let columns = Columns::get()?;
        let text = |name| Field::new(name, DataType::Utf8, false);
        let texts = |name| Field::new(name, DataType::List(Arc::new(item())), false);
        let members = |columns: &[Column]| columns.iter().map(Column::field).collect::<Vec<_>>();
        let mut bundles = members(&columns.bundles);
        bundles.extend([
            text(own::SEAL),
            text(own::SHA256),
            Field::new(own::LOG_INDEX, DataType::Int64, false),
            texts(own::WARNINGS),
            text(own::DOCUMENT),
            Field::new(own::RECEIPT, DataType::Utf8, true),
        ]);
        let mut steps = vec![text(own::SEAL)];
        steps.extend(members(&columns.steps));
        let aside = vec![
            text(own::SHA256),
            text(own::SOURCE),
            texts(own::REASONS),
            Field::new(own::DOCUMENT, DataType::Binary, false),
        ];
        Ok(Self {
            columns,
            bundles: Arc::new(Schema::new(bundles)),
            steps: Arc::new(Schema::new(steps)),
            aside: Arc::new(Schema::new(aside)),
        })
    }
}

/// An item of a list of texts.
pub fn item() -> Field {
    Field::new("item", DataType::Utf8, true)
}
