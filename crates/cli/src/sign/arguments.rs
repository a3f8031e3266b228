//! What can be said to `sign`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use export_bundles::Timestamp;
use export_bundles::exact::InvalidValue;

/// Sign a bundle: FILE.sigstore.json, beside it, says who answers for it.
///
/// What is signed is an in-toto statement about the seal of the bundle and the digest of its file, in a DSSE envelope.
/// It says how many steps there are, and how the bundle stands with the rules. A bundle that is not sound is not
/// signed, unless you insist.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    pub signing: SigningArguments,

    /// Which rules to hold the bundle against
    #[arg(long, value_enum, default_value_t = Rules::Default)]
    pub rules: Rules,

    /// Sign the bundle even if it is not sound; the statement says that it is not
    #[arg(long)]
    pub unsound: bool,

    /// Sign it again: replace the receipt that is there
    #[arg(long)]
    pub replace: bool,

    /// When it is signed [default: now]
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    pub now: Option<Timestamp>,

    /// The bundle
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Who signs, and who proves when.
#[derive(Debug, Args)]
pub struct SigningArguments {
    /// A PEM file with a private key, as `keygen` makes it
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,

    /// A time-stamping authority (RFC 3161) to ask for a token over the signature
    ///
    /// Without one, nobody can tell later whether the key was still valid when it signed.
    #[arg(long, value_name = "URL")]
    pub tsa: Option<String>,
}

/// Which rules are applied.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Rules {
    /// Those that every verifier applies
    Default,
    /// Those, and what some auditors ask for beyond them
    All,
}

fn timestamp(text: &str) -> Result<Timestamp, InvalidValue> {
    text.parse()
}

const AFTER_HELP: &str = "Exit codes:
  0  the bundle is signed
  1  it cannot be signed: it is no bundle, it is not sound, or its seal is broken
  2  the command line is wrong, a file cannot be read or written, or the authority gave no token

Examples:
  Sign, and let a public authority prove when:
    export-bundles sign --key signing.key --tsa http://timestamp.digicert.com bundle.json

  Verify the signature with no tool of ours:
    jq -r .dsseEnvelope.payload bundle.json.sigstore.json | base64 -d > statement.json
    jq -r '.dsseEnvelope.signatures[0].sig' bundle.json.sigstore.json | base64 -d > signature
    printf 'DSSEv1 28 application/vnd.in-toto+json %d ' \"$(stat -c %s statement.json)\" | cat - statement.json > signed
    openssl pkeyutl -verify -pubin -inkey signing.pub -rawin -in signed -sigfile signature
";
