//! What machines that share the work on an archive do in Rust: `_core.archive`.
//!
//! Documents come and facts go in tables, each the bytes of an Arrow IPC stream, so that there is no Python object a
//! document; what is small goes as JSON.

mod census;
mod fact;
mod facts;
mod judge;
mod sorted;
mod summary;
mod table;
mod writing;

use export_bundles_archive::{Added, Folder, Part, Signing};
use export_bundles_attest::SigningKey;
use export_bundles_evidence::RuleSet;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use serde_json::json;

use census::{Census, NotCounted};
use judge::Told;
use writing::{NotWritten, Writer};

/// Gives a module of Python the submodule `archive`.
pub fn fill(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let module = PyModule::new(parent.py(), "archive")?;
    module.add_class::<Judge>()?;
    module.add_function(wrap_pyfunction!(report, &module)?)?;
    module.add_class::<Counter>()?;
    module.add_class::<PartWriter>()?;
    module.add_class::<Adding>()?;
    parent.add_submodule(&module)
}

/// Judges documents by schema, rules and seal. `told` says what is told of each: `facts`, a column each; `kept`, the same
/// and the document; or
/// `counted`, for `Counter`: a row for each `group` of documents, with a line for each of them.
#[pyclass(frozen)]
struct Judge(judge::Judge);

#[pymethods]
impl Judge {
    #[new]
    fn new(told: &str, every_rule: bool) -> PyResult<Self> {
        let told = match told {
            "facts" => Told::Facts,
            "kept" => Told::Kept,
            "counted" => Told::Counted,
            other => return Err(refused(format!("expected facts, kept or counted, not {other}"))),
        };
        Ok(Self(judge::Judge { rules: rules(every_rule), told }))
    }

    /// Tells of each document of a table, which has the columns `document` and `source`: a table with a row each.
    fn documents(&self, py: Python<'_>, table: PyBackedBytes) -> PyResult<Vec<u8>> {
        py.detach(|| self.0.documents(&table)).map_err(refused)
    }

    /// Tells of each line that is not blank, of a file of that name: a table with a row each.
    fn lines(&self, py: Python<'_>, text: PyBackedBytes, source: &str) -> PyResult<Vec<u8>> {
        py.detach(|| self.0.lines(&text, source)).map_err(refused)
    }
}

fn rules(every_rule: bool) -> RuleSet {
    if every_rule { RuleSet::All } else { RuleSet::Default }
}

/// Counts what `Judge` tells, the rows of a group one after the other.
#[pyclass]
struct Counter(Census);

#[pymethods]
impl Counter {
    /// Has room for so many bytes in memory, and puts what is more into order in temporary files.
    #[new]
    fn new(room: usize) -> Self {
        Self(Census::new(room))
    }

    /// Counts the rows of a table. Gives a line of JSON for each tenant and month of which there is no more.
    fn add(&mut self, py: Python<'_>, facts: PyBackedBytes) -> PyResult<Vec<String>> {
        py.detach(|| self.0.add(&facts)).map_err(uncounted)
    }

    /// The lines of what was counted and not given yet.
    fn finish(&mut self, py: Python<'_>) -> PyResult<Vec<String>> {
        py.detach(|| self.0.finish()).map_err(uncounted)
    }
}

/// What the lines of all counters come to, as JSON.
#[pyfunction]
fn report(py: Python<'_>, lines: Vec<String>, period: Option<&str>) -> PyResult<String> {
    py.detach(|| summary::of(&lines, period)).map_err(refused)
}

/// Writes parts of an archive, of rows in the order of part, hash, SHA-256 and source.
#[pyclass]
struct PartWriter(Writer);

#[pymethods]
impl PartWriter {
    #[new]
    fn new(folder: &str, every_rule: bool) -> PyResult<Self> {
        let folder = Folder::named(folder).map_err(unwritten)?;
        Ok(Self(Writer::of(folder, rules(every_rule))))
    }

    /// Takes the rows of a table. Gives a line of JSON for each part that is written.
    fn add(&mut self, py: Python<'_>, rows: PyBackedBytes) -> PyResult<Vec<String>> {
        py.detach(|| self.0.add(&rows)).map_err(not_written)
    }

    /// The line of the last one.
    fn finish(&mut self, py: Python<'_>) -> PyResult<Vec<String>> {
        py.detach(|| self.0.finish()).map_err(not_written)
    }
}

/// An archive that is being added to: nobody else adds to it before `finish`.
#[pyclass(unsendable)]
struct Adding(Option<export_bundles_archive::Adding<'static>>);

#[pymethods]
impl Adding {
    /// Opens the archive of a folder, or makes one. `key` is the PEM text of the key of its log.
    #[new]
    fn new(folder: &str, origin: Option<&str>, key: Option<&str>) -> PyResult<Self> {
        let folder = Folder::named(folder).map_err(unwritten)?;
        let key = key.map(SigningKey::from_pem).transpose().map_err(refused)?;
        let signing = Signing { key, stamp: None };
        let adding = export_bundles_archive::Adding::open(folder, origin, signing);
        Ok(Self(Some(adding.map_err(unwritten)?)))
    }

    /// The number of the next part, and its place in the log of seals.
    fn next_place(&self) -> PyResult<(u64, u64)> {
        let place = self.0.as_ref().ok_or_else(ended)?.next_place();
        Ok((place.number, place.log_index))
    }

    /// Takes a part that was written at the next place, a line that `PartWriter` gave.
    fn adopt(&mut self, line: &str) -> PyResult<()> {
        let part: Part = serde_json::from_str(line).map_err(refused)?;
        self.0.as_mut().ok_or_else(ended)?.adopt(part).map_err(unwritten)
    }

    /// Writes the log and the manifests. Says as JSON what was added, as `archive add --format json` does.
    fn finish(&mut self) -> PyResult<String> {
        let adding = self.0.take().ok_or_else(ended)?;
        let Added { added, aside, bundles, .. } = adding.finish().map_err(unwritten)?;
        Ok(json!({ "added": added, "aside": aside, "bundles": bundles }).to_string())
    }

    /// Lets others add to it, whether it was finished or not.
    fn close(&mut self) {
        self.0 = None;
    }
}

fn ended() -> PyErr {
    PyValueError::new_err("expected an archive that is open: it has been finished")
}

fn uncounted(error: NotCounted) -> PyErr {
    match error {
        NotCounted::Temporary(_) => unwritten(error),
        NotCounted::Table(_) | NotCounted::Line(_) => refused(error),
    }
}

fn not_written(error: NotWritten) -> PyErr {
    match error {
        NotWritten::Archive(error) => unwritten(error),
        NotWritten::Table(_) | NotWritten::Mixed(_) => refused(error),
    }
}

fn unwritten(error: impl ToString) -> PyErr {
    PyOSError::new_err(error.to_string())
}

fn refused(error: impl ToString) -> PyErr {
    PyValueError::new_err(error.to_string())
}
