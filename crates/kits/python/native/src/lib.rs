//! The types of a contract as a module of Python.
//!
//! A contract's own module is a function of one line, in a crate of its own:
//!
//! ```ignore
//! #[pymodule]
//! fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
//!     exact_schema_python::fill(module, &parcel_events::CONTRACT)
//! }
//! ```
//!
//! The module has `VERSION`, that of the package, and `DOCUMENTS`, a [`Document`] for each title. Python's
//! half, which makes exceptions and models of what these say, is in `crates/kits/python/src/core.py`.

mod document;
mod numerals;
mod refusal;
mod text;

pub use document::Document;
use exact_schema_runtime::Contract;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Gives a module of Python what is known of a contract.
///
/// # Errors
///
/// That the interpreter has no memory left.
pub fn fill(module: &Bound<'_, PyModule>, contract: &'static Contract) -> PyResult<()> {
    let documents = PyDict::new(module.py());
    for document_type in contract.types() {
        documents.set_item(document_type.title(), Document::of(*document_type))?;
    }
    module.add("VERSION", contract.package_version())?;
    module.add("DOCUMENTS", documents)?;
    module.add_class::<Document>()
}
