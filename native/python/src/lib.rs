//! The native core of the PyPI package: the module `export_bundles._core`.

mod archive;

use pyo3::prelude::*;

/// The contract's types, as [`exact_schema_python`] gives them to Python, and archives.
#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    exact_schema_python::fill(module, &export_bundles::CONTRACT)?;
    archive::fill(module)
}
