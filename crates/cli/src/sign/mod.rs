//! `sign`: says who answers for a bundle.

mod arguments;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, complain_of};
use exact_schema_files::Prepared;
use export_bundles::{Soundness, Timestamp, utc_now};
use export_bundles_attest::{KeyError, Receipt, SigningKey, Statement, Unsignable};
use export_bundles_evidence::{Gap, RuleSet};

pub use arguments::SigningArguments;
use arguments::{Arguments, Rules};

use crate::authority::{self, NoToken};
use crate::file::{self, Unreadable};

/// The command `sign`.
pub const COMMAND: Extra = Extra { command: || Arguments::augment_args(Command::new("sign")), run };

/// Why a bundle is not signed.
#[derive(Debug, thiserror::Error)]
pub enum Unsigned {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{} is no key to sign with: {cause}", path.display())]
    NoKey { path: PathBuf, cause: KeyError },
    #[error("the key cannot sign: {0}")]
    Powerless(KeyError),
    #[error("{} cannot be signed: {cause}", path.display())]
    Unsignable { path: PathBuf, cause: Unsignable },
    #[error("{} is not sound; --unsound signs it all the same, and says so", path.display())]
    Unsound { path: PathBuf, findings: Vec<String> },
    #[error("{} is there already; --replace signs the bundle again", path.display())]
    Signed { path: PathBuf },
    #[error(transparent)]
    NoToken(#[from] NoToken),
    #[error(transparent)]
    Unwritable(#[from] exact_schema_files::Error),
}

impl Unsigned {
    /// Says it on standard error, and gives the exit code.
    pub fn complain(&self) -> ExitCode {
        match self {
            Self::Unsound { findings, .. } => {
                complain_of(&self.to_string(), findings.iter().cloned());
                ExitCode::FAILURE
            }
            Self::Unsignable { .. } => {
                complain(&self.to_string());
                ExitCode::FAILURE
            }
            _ => {
                complain(&self.to_string());
                ExitCode::from(CANNOT_TELL)
            }
        }
    }
}

/// Who signs, with what, and when.
pub struct Signer {
    key: SigningKey,
    tsa: Option<String>,
    now: Timestamp,
}

impl Signer {
    /// The one that the arguments name.
    pub fn new(arguments: &SigningArguments, now: Timestamp) -> Result<Self, Unsigned> {
        let key = key(&arguments.key)?;
        Ok(Self { key, tsa: arguments.tsa.clone(), now })
    }

    /// The receipt of a document that is, or is to be, at `path`.
    pub fn receipt(
        &self,
        document: &[u8],
        path: &Path,
        gaps: &[Gap],
        rules: RuleSet,
        even_unsound: bool,
    ) -> Result<Receipt, Unsigned> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let statement = Statement::about(document, &name, gaps, rules, self.now)
            .map_err(|cause| Unsigned::Unsignable { path: path.to_owned(), cause })?;
        let said = &statement.predicate.rules;
        if said.verdict == Soundness::Unsound && !even_unsound {
            let findings = said.findings.iter().map(|it| {
                let place = if it.pointer.as_str().is_empty() {
                    "the document"
                } else {
                    it.pointer.as_str()
                };
                format!("at {place}: {}", it.rule.as_str())
            });
            return Err(Unsigned::Unsound { path: path.to_owned(), findings: findings.collect() });
        }
        let receipt = Receipt::sign(&statement, &self.key).map_err(Unsigned::Powerless)?;
        match &self.tsa {
            Some(url) => Ok(authority::stamped(receipt, url)?),
            None => Ok(receipt),
        }
    }
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    match sign(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error.complain(),
    }
}

fn sign(arguments: &Arguments) -> Result<(), Unsigned> {
    let document = file::read(&arguments.file)?;
    let path = receipt_of(&arguments.file);
    if !arguments.replace && path.exists() {
        return Err(Unsigned::Signed { path });
    }
    let signer = Signer::new(&arguments.signing, arguments.now.unwrap_or_else(utc_now))?;
    let rules = match arguments.rules {
        Rules::Default => RuleSet::Default,
        Rules::All => RuleSet::All,
    };
    let receipt = signer.receipt(&document, &arguments.file, &[], rules, arguments.unsound)?;
    let mut prepared = Prepared::default();
    prepared.write(&path, &receipt.to_json())?;
    prepared.put_in_place()?;
    Ok(())
}

/// The key of a PEM file.
pub fn key(path: &Path) -> Result<SigningKey, Unsigned> {
    let text = file::read(path)?;
    std::str::from_utf8(&text)
        .map_err(|_| KeyError::Unsupported)
        .and_then(SigningKey::from_pem)
        .map_err(|cause| Unsigned::NoKey { path: path.to_owned(), cause })
}

/// Where the receipt of a document stands: beside it.
pub fn receipt_of(document: &Path) -> PathBuf {
    let mut name = document.as_os_str().to_owned();
    name.push(Receipt::ENDING);
    name.into()
}
