//! What can be said to `export-bundles publish`.

use std::path::PathBuf;

use clap::Args;

/// Derive what is published from the Rust types, prove that it says what the source schemas say, and
/// write it.
///
/// Runs at the root of the repository. Nothing is written where a proof fails. Files that are as they
/// should be are not touched, and files that this command did not make never are.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct PublishArguments {
    /// Write nothing, and tell whether the published files are up to date
    #[arg(long)]
    pub check: bool,

    /// The folder of published files
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,

    /// The folder with the schemas and their releases
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    pub schemas: PathBuf,
}

const AFTER_HELP: &str = "Exit codes:
  0  proved, and the published files are up to date
  1  a proof fails; or, with --check, a file is stale
  2  the command line is wrong, or a file cannot be read or written
";
