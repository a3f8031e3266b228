//! What can be said to `publish`.

use std::path::PathBuf;

use clap::Args;
use exact_schema_publish::Mode;

/// Derive what is published from the Rust types, prove that it says what the source schemas say, and
/// write it.
///
/// Runs in the folder of `contract.toml`. Nothing is written where a proof fails. Files that are as they
/// should be are not touched, and files that this command did not make never are.
///
/// With --clients it goes on to make the npm and PyPI packages and the reference page, and asks every
/// validator about every case of the corpus; they are written only where all agree. That needs
/// Node.js 20 and Python 3.10, whose packages are installed below target. A browser is asked, too: the
/// one that CHROMIUM names, or Chromium, Chrome or Edge where they usually are. Without one all else is
/// done, unless CI is set.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct PublishArguments {
    /// Write nothing, and tell whether the published files are up to date
    #[arg(long)]
    pub check: bool,

    /// Make the packages of other languages, too, and hold them against each other
    #[arg(long)]
    pub clients: bool,

    /// The folder of published files
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,

    /// The folder with the schemas and their releases
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    pub schemas: PathBuf,
}

impl PublishArguments {
    /// Whether to write.
    #[must_use]
    pub fn mode(&self) -> Mode {
        if self.check { Mode::Check } else { Mode::Write }
    }
}

const AFTER_HELP: &str = "Exit codes:
  0  proved, and the published files are up to date
  1  a proof fails, or validators disagree; or, with --check, a file is stale
  2  the command line is wrong, a file cannot be read or written, or a tool is missing
";
