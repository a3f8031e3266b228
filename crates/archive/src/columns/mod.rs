//! The typed columns: which members of a bundle have one (`columns.json`), and of which Arrow type, which the JSON
//! Schemas say.

mod array;
mod derive;
mod project;

use std::sync::LazyLock;

use arrow_schema::{DataType, Field};
use export_bundles::ExportBundle;
use serde::Deserialize;

pub use array::array;
pub use derive::NoColumn;
pub use project::{Cell, NoCell, Projected};
use project::{Wanted, project};

/// The files of the schemas that a bundle can be of, and that of a step.
const BUNDLES: [&str; 3] = [
    "evidence-bundle.schema.json",
    "soc2-bundle.schema.json",
    "executive-debrief-bundle.schema.json",
];
const STEP: [&str; 1] = ["trace-step-evidence.schema.json"];

/// A column: the name of the last member on the way, where that stands, and of which type it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// Where its values stand, as an RFC 6901 pointer into the bundle or the step.
    pub pointer: String,
    /// Of which Arrow type they are. Every column has room for null.
    pub data_type: DataType,
}

impl Column {
    /// The column as an Arrow schema has it.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::new(&self.name, self.data_type.clone(), true)
    }
}

/// The columns of both tables.
#[derive(Debug)]
pub struct Columns {
    /// Those of a bundle.
    pub bundles: Vec<Column>,
    /// Those of a step.
    pub steps: Vec<Column>,
    wanted: Wanted,
}

#[derive(Deserialize)]
struct Pointers {
    bundles: Vec<String>,
    steps: Vec<String>,
}

impl Columns {
    /// The columns of this contract.
    ///
    /// # Errors
    ///
    /// [`NoColumn`] where `columns.json` names a member that the schemas do not have, or that no column can hold.
    pub fn get() -> Result<&'static Self, NoColumn> {
        static COLUMNS: LazyLock<Result<Columns, NoColumn>> = LazyLock::new(Columns::derived);
        COLUMNS.as_ref().map_err(Clone::clone)
    }

    fn derived() -> Result<Self, NoColumn> {
        #[expect(clippy::expect_used, reason = "it is a file of this crate, and a test reads it")]
        let pointers: Pointers = serde_json::from_str(include_str!("../../columns.json"))
            .expect("columns.json is a list of pointers for each table");
        let columns = |files: &[&str], pointers: &[String]| -> Result<Vec<Column>, NoColumn> {
            let column = |pointer: &String| {
                let name = pointer.rsplit('/').next().unwrap_or_default().to_owned();
                let data_type = derive::arrow_type(files, pointer)?;
                Ok(Column { name, pointer: pointer.clone(), data_type })
            };
            pointers.iter().map(column).collect()
        };
        let items = Wanted::of(pointers.steps.iter().map(String::as_str));
        let wanted = Wanted::of(pointers.bundles.iter().map(String::as_str));
        Ok(Self {
            bundles: columns(&BUNDLES, &pointers.bundles)?,
            steps: columns(&STEP, &pointers.steps)?,
            wanted: wanted.with_items("/steps", items),
        })
    }

    /// The values of a bundle, a cell for each column, and those of its steps.
    ///
    /// # Errors
    ///
    /// [`NoCell`] where a value does not fit into its column, which the schema rules out.
    pub fn project(&self, bundle: &ExportBundle) -> Result<Projected, NoCell> {
        project(bundle, &self.wanted)
    }
}
