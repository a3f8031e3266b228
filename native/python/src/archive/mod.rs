//! What machines that share the work on an archive do in Rust: `_core.archive`.
//!
//! Documents come and facts go in tables, each the bytes of an Arrow IPC stream, so that there is no Python object a
//! document; what is small goes as JSON.

mod census;
mod facts;
mod summary;
mod table;

use export_bundles_evidence::RuleSet;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use census::Census;
use table::TableError;

/// Gives a module of Python the submodule `archive`.
pub fn fill(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let module = PyModule::new(parent.py(), "archive")?;
    module.add_function(wrap_pyfunction!(judge, &module)?)?;
    module.add_function(wrap_pyfunction!(report, &module)?)?;
    module.add_class::<Counter>()?;
    parent.add_submodule(&module)
}

/// What is known of each document of a table, which has the columns `document` and `source`: a table with a row each.
#[pyfunction]
fn judge(py: Python<'_>, documents: PyBackedBytes, every_rule: bool) -> PyResult<Vec<u8>> {
    let rules = if every_rule { RuleSet::All } else { RuleSet::Default };
    py.detach(|| facts::judged(&documents, rules)).map_err(refused)
}

/// Counts what `judge` gives, in the order of month, tenant, seal, hash and source.
#[pyclass]
struct Counter(Census);

#[pymethods]
impl Counter {
    #[new]
    fn new() -> Self {
        Self(Census::default())
    }

    /// Counts the rows of a table. Gives a line of JSON for each tenant and month of which there is no more.
    fn add(&mut self, py: Python<'_>, facts: PyBackedBytes) -> PyResult<Vec<String>> {
        py.detach(|| self.0.add(&facts)).map_err(refused)
    }

    /// The lines of what was counted and not given yet.
    fn finish(&mut self) -> Vec<String> {
        std::mem::take(&mut self.0).finish()
    }
}

/// What the lines of all counters come to, as JSON.
#[pyfunction]
fn report(py: Python<'_>, lines: Vec<String>, period: Option<&str>) -> PyResult<String> {
    py.detach(|| summary::of(&lines, period))
        .map_err(|error| PyValueError::new_err(error.to_string()))
}

fn refused(error: TableError) -> PyErr {
    PyValueError::new_err(error.to_string())
}
