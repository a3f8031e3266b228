//! What can be said to `release`.

use clap::Args;

/// Freeze what is published under the version of the contract.
///
/// Runs in the folder of `contract.toml`. Before anything is released, the working tree is held against
/// every earlier release: none of them was changed, all of their documents are still readable, and
/// the version says how far the changes go.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct ReleaseArguments {
    /// Release nothing, and tell whether the working tree may be released
    #[arg(long)]
    pub check: bool,
}

const AFTER_HELP: &str = "Exit codes:
  0  released; or, with --check, nothing stands against it
  1  something stands against it
  2  the version is released already, or a file cannot be read or written
";
