//! The seals of documents, in their order.

use std::io;
use std::mem;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use exact_schema_commands::documents::{self, DocumentArguments, Judge, Present};
use export_bundles::{ContentHash, ExportBundle, decode};
use export_bundles_evidence::{SealState, seal, verify_seal};

/// A document, as far as a log knows it.
pub struct Sealed {
    /// The file that it is in.
    pub document: String,
    /// Where in there, from 1, if that holds one a line.
    pub line: Option<u64>,
    /// Its seal, or why it has none that can be logged.
    pub seal: Result<ContentHash, &'static str>,
}

impl Sealed {
    /// Where the document is.
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.document),
            None => self.document.clone(),
        }
    }
}

/// The seals of the documents that the arguments name; nothing where one of them cannot be read, which standard error
/// was told.
pub fn of(arguments: DocumentArguments) -> Option<Vec<Sealed>> {
    let found = Found::default();
    let code = documents::run(arguments, Sealer, found.clone());
    let seals = mem::take(&mut *found.0.lock().unwrap_or_else(PoisonError::into_inner));
    (code == ExitCode::SUCCESS).then_some(seals)
}

#[derive(Clone)]
struct Sealer;

impl Judge for Sealer {
    type Report = (Option<u64>, Result<ContentHash, &'static str>);

    fn judge(&self, _document: &str, line: Option<u64>, bytes: &[u8]) -> Self::Report {
        (line, sealed(bytes))
    }

    fn weight(_: &Self::Report) -> usize {
        1
    }
}

fn sealed(bytes: &[u8]) -> Result<ContentHash, &'static str> {
    if decode::<ExportBundle>(bytes).is_err() {
        return Err("it is no bundle, as `validate` explains");
    }
    match verify_seal(bytes) {
        Ok(SealState::Broken) => {
            Err("its seal is broken, so that something was changed since it was sealed")
        }
        Ok(_) => seal(bytes).map_err(|_| "it cannot be sealed, as `seal` explains"),
        Err(_) => Err("it cannot be sealed, as `seal` explains"),
    }
}

/// What was found, in the order of the documents.
#[derive(Clone, Default)]
struct Found(Arc<Mutex<Vec<Sealed>>>);

impl Present<<Sealer as Judge>::Report> for Found {
    fn reports(
        &mut self,
        document: &str,
        reports: &[<Sealer as Judge>::Report],
    ) -> io::Result<Vec<u8>> {
        let found = reports.iter().map(|(line, seal)| Sealed {
            document: document.to_owned(),
            line: *line,
            seal: *seal,
        });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(Vec::new())
    }

    fn unreadable(&mut self, _: &str, _: Option<u64>, _: &str) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn summary(&mut self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn is_good(&self) -> bool {
        true
    }
}
