//! A type of documents, as Python holds it.

use exact_schema_runtime::DocumentType;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::numerals;
use crate::refusal::Refusal;
use crate::text::Text;

/// A type of documents. Texts are `str`, `bytes` or `bytearray`; whatever reads one lets other threads run
/// meanwhile.
#[pyclass(frozen)]
#[derive(Clone, Copy, Debug)]
pub struct Document(DocumentType);

impl Document {
    pub(crate) fn of(document_type: DocumentType) -> Self {
        Self(document_type)
    }
}

#[pymethods]
impl Document {
    /// Why a text is no such document; None, if it is one.
    fn check(&self, py: Python<'_>, text: Text) -> Option<Refusal> {
        py.detach(|| self.0.check(text.bytes())).err().map(Refusal::of)
    }

    /// A document that is canonical but for its exponents, with canonical ones. Raises ValueError where the text is
    /// no document.
    fn with_canonical_numerals<'py>(
        &self,
        py: Python<'py>,
        text: Text,
    ) -> PyResult<Bound<'py, PyString>> {
        let rewritten = py.detach(|| {
            let written =
                numerals::have_exponents(text.bytes()).then(|| self.0.rewrite(text.bytes()));
            written.transpose().map_err(|why| why.to_string())
        });
        let rewritten = rewritten.map_err(PyValueError::new_err)?;
        PyString::from_bytes(py, rewritten.as_deref().unwrap_or(text.bytes()))
    }

    /// Whether every number of a document is one that all readers of JSON make the same value of.
    #[staticmethod]
    fn has_plain_numerals(py: Python<'_>, text: Text) -> bool {
        py.detach(|| numerals::are_plain(text.bytes()))
    }
}
