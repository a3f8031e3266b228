//! The typed columns: which members of a bundle have one (`columns.json`), and of which Arrow type, which the JSON
//! Schemas say.

mod derive;
mod project;
mod table;
mod wanted;

use std::sync::LazyLock;

use arrow_array::ArrayRef;
use arrow_schema::{DataType, Field};
use export_bundles::ExportBundle;
use serde::Deserialize;

pub use derive::NoColumn;
pub use table::NoCell;
use table::Table;
use wanted::Wanted;

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

/// So many steps a bundle has, about.
const STEPS: usize = 8;

/// The values of bundles, column by column.
#[derive(Clone, Debug)]
pub struct Projected {
    /// An array for each column of a bundle, with a value for each bundle.
    pub bundles: Vec<ArrayRef>,
    /// An array for each column of a step, with a value for each step of all bundles, one after the other.
    pub steps: Vec<ArrayRef>,
    /// For each bundle how many steps it and those before it have.
    pub steps_until: Vec<usize>,
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

    /// The values of bundles, and of their steps.
    ///
    /// # Errors
    ///
    /// [`NoCell`] where a value does not fit into its column, which the schemas rule out.
    pub fn project<'b>(
        &self,
        bundles: impl ExactSizeIterator<Item = &'b ExportBundle>,
    ) -> Result<Projected, NoCell> {
        let mut rows = Table::of(&self.bundles, bundles.len());
        let mut steps = Table::of(&self.steps, bundles.len() * STEPS);
        let mut steps_until = Vec::with_capacity(bundles.len());
        for bundle in bundles {
            project::append(bundle, &self.wanted, &mut rows, Some(&mut steps))?;
            steps_until.push(steps.rows());
        }
        Ok(Projected { bundles: rows.finish(), steps: steps.finish(), steps_until })
    }
}
