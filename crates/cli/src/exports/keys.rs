//! The keys of the service.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use export_bundles_attest::log::NameError;
use export_bundles_attest::{Algorithm, KeyError, SigningKey};
use export_bundles_store::LogKey;

use crate::keygen::{self, NoKey};
use crate::sign::{self, Unsigned};

/// What bundles and logs are signed with.
#[derive(Debug, Args)]
pub struct KeyArguments {
    /// A PEM file with the key that signs bundles, as `keygen` makes it; the service makes it where there is none
    ///
    /// Keep it as long as nobody else may sign in your name, and a copy of its public part for as long as bundles are
    /// verified.
    #[arg(long, value_name = "FILE", default_value = "exports.key")]
    pub key: PathBuf,

    /// A PEM file with the Ed25519 key that signs the logs [default: that of --key]
    ///
    /// A log keeps its key. With one of its own, the key of the bundles can be replaced.
    #[arg(long, value_name = "FILE")]
    pub log_key: Option<PathBuf>,

    /// What the logs are called, before a slash and the tenant: by convention where they are published, without
    /// `https://`
    #[arg(long, value_name = "NAME", default_value = "localhost/exports")]
    pub origin: String,
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum NoKeys {
    #[error(transparent)]
    Unusable(#[from] Unsigned),
    #[error(transparent)]
    NotMade(#[from] NoKey),
    #[error(transparent)]
    Random(#[from] KeyError),
    #[error("--origin: {0}")]
    Name(#[from] NameError),
}

/// The keys, read.
pub struct Keys {
    pub log: LogKey,
    /// What signs bundles, where that is another key.
    pub signer: Option<Arc<SigningKey>>,
}

impl Keys {
    /// The key that signs bundles.
    pub fn signer(&self) -> &SigningKey {
        self.signer.as_deref().unwrap_or(self.log.key())
    }
}

impl KeyArguments {
    /// The keys of the files.
    pub fn read(&self) -> Result<Keys, NoKeys> {
        let own = sign::key(&self.key)?;
        Ok(match &self.log_key {
            None => Keys { log: LogKey::new(&self.origin, own)?, signer: None },
            Some(path) => {
                let log = LogKey::new(&self.origin, sign::key(path)?)?;
                Keys { log, signer: Some(Arc::new(own)) }
            }
        })
    }

    /// The same, with a new key where there is none. Says which files were made.
    pub fn read_or_make(&self) -> Result<(Keys, Vec<&Path>), NoKeys> {
        let mut made = Vec::new();
        for path in [Some(&self.key), self.log_key.as_ref()].into_iter().flatten() {
            if !path.exists() {
                keygen::write(&SigningKey::generate(Algorithm::Ed25519)?, path)?;
                made.push(path.as_path());
            }
        }
        Ok((self.read()?, made))
    }
}
