//! `keygen`: makes a key that signs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, print};
use export_bundles_attest::{Algorithm, KeyError, SigningKey};
use tempfile::NamedTempFile;

/// The command `keygen`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("keygen")), run };

/// Make a key: NAME.key signs, NAME.pub tells what it signed.
///
/// Writes to standard output what a trust file says of it. Nobody but you can read NAME.key; nothing that is
/// there is ever overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// How the key signs
    #[arg(long, value_enum, default_value_t = Kind::Ed25519)]
    algorithm: Kind,

    /// Where to write the key, without an ending
    #[arg(value_name = "NAME")]
    name: PathBuf,
}

/// How a key signs.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Ed25519 (RFC 8032)
    Ed25519,
    /// ECDSA with the curve P-256 and SHA-256, where Ed25519 is not allowed
    P256,
}

const AFTER_HELP: &str = "Exit codes:
  0  here is the key
  2  the command line is wrong, or a file cannot be written

Examples:
  A key, and a file that says to trust it:
    export-bundles keygen signing > trust.json
    export-bundles sign --key signing.key bundle.json
    export-bundles verify --trust trust.json bundle.json

  Rotate it: say until when the old key was valid, and add the new one to the list
    {\"keys\": [{\"public_key\": \"…old…\", \"valid_until\": \"2026-12-31T23:59:59Z\"}, {\"public_key\": \"…new…\"}]}
  Bundles that the old key signed stay verifiable where a time-stamping authority proves when that was.
";

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum NoKey {
    #[error(transparent)]
    NotMade(#[from] KeyError),
    #[error("cannot write {}: {cause}", path.display())]
    NotWritten { path: PathBuf, cause: std::io::Error },
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    match made(&arguments) {
        Ok(trust) => print(trust, ExitCode::SUCCESS),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

/// Makes the key, and gives the trust file that names it.
fn made(arguments: &Arguments) -> Result<String, NoKey> {
    let key = SigningKey::generate(match arguments.algorithm {
        Kind::Ed25519 => Algorithm::Ed25519,
        Kind::P256 => Algorithm::P256,
    })?;
    let ending = |ending: &str| {
        let mut name = arguments.name.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    };
    let public = key.public().to_pem();
    // Of two files either both are new, or none is written.
    let files = [
        prepared(ending(".key"), key.to_pem().as_bytes(), false)?,
        prepared(ending(".pub"), public.as_bytes(), true)?,
    ];
    let mut written: Vec<PathBuf> = Vec::new();
    for (file, path) in files {
        if let Err(error) = file.persist_noclobber(&path) {
            for other in written {
                let _ = std::fs::remove_file(other);
            }
            return Err(NoKey::NotWritten { path, cause: error.error });
        }
        written.push(path);
    }
    let trusted = serde_json::json!({ "key_id": key.public().id(), "public_key": public });
    Ok(format!("{:#}\n", serde_json::json!({ "keys": [trusted] })))
}

/// Writes a key, where nothing is yet, so that only its owner can read it.
pub fn write(key: &SigningKey, path: &Path) -> Result<(), NoKey> {
    let (file, path) = prepared(path.to_owned(), key.to_pem().as_bytes(), false)?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(()),
        Err(error) => Err(NoKey::NotWritten { path, cause: error.error }),
    }
}

/// A file that is to stand at `path`. Only its owner can read it, unless everybody may.
fn prepared(
    path: PathBuf,
    content: &[u8],
    is_public: bool,
) -> Result<(NamedTempFile, PathBuf), NoKey> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match written(folder, content, is_public) {
        Ok(file) => Ok((file, path)),
        Err(cause) => Err(NoKey::NotWritten { path, cause }),
    }
}

fn written(folder: &Path, content: &[u8], is_public: bool) -> std::io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    if is_public {
        open_to_all(&file)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn open_to_all(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_all(_file: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
