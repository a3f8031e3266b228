//! `log prove`: the receipt of a bundle that is in a log.

use std::path::{Path, PathBuf};

use clap::Args;
use exact_schema_files::Prepared;
use export_bundles_attest::PublicKey;
use export_bundles_attest::log::Proof;
use export_bundles_evidence::seal;

use super::folder::{self, Opened};
use super::{Failure, Outcome};
use crate::file;

/// Write the receipt of a bundle: FILE.tlog-proof, beside it, shows that its seal is in the log
#[derive(Debug, Args)]
pub struct Arguments {
    /// The public key of the log, a PEM file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,

    /// The folder of the log
    #[arg(value_name = "LOG")]
    folder: PathBuf,

    /// The bundle
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let key = String::from_utf8_lossy(&file::read(&arguments.key)?).into_owned();
    let key = PublicKey::from_pem(&key).map_err(Failure::WrongKey)?;
    let document = file::read(&arguments.file)?;
    let name = arguments.file.display();
    let seal =
        seal(&document).map_err(|error| Failure::Log(format!("{name} has no seal: {error}")))?;
    let Opened { log, note, .. } = folder::open(&arguments.folder, |_| Some(&key))?;
    let proof = log.position(&seal).and_then(|index| log.prove(index, &note));
    let Some(proof) = proof else {
        let missing = vec![name.to_string()];
        return Ok(Outcome::of(String::new(), "it is not in the log", missing));
    };
    let mut prepared = Prepared::default();
    prepared.write(&receipt_of(&arguments.file), proof.to_text().as_bytes())?;
    prepared.put_in_place()?;
    Ok(Outcome::good(String::new()))
}

/// Where the receipt of a document stands: beside it.
pub fn receipt_of(document: &Path) -> PathBuf {
    let mut name = document.as_os_str().to_owned();
    name.push(Proof::ENDING);
    name.into()
}
