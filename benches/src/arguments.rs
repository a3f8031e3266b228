//! The command line.

use crate::claim::{Claim, Verdict};
use crate::{Result, readme};

const USAGE: &str = "with `cargo bench --bench NAME --`: [--write] [--no-check]

  --write     write the figures into benches/README.md as well
  --no-check  succeed even if a claim is missed";

/// What to do.
#[derive(Default)]
pub struct Arguments {
    /// Cargo says so when it benchmarks, and not when it tests all targets.
    pub bench: bool,
    /// Whether the figures go into the README.
    pub write: bool,
    /// Whether a missed claim is no failure.
    pub no_check: bool,
}

impl Arguments {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// A word that is none of them.
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self> {
        let mut arguments = Self::default();
        for word in words {
            match word.as_str() {
                "--bench" => arguments.bench = true,
                "--write" => arguments.write = true,
                "--no-check" => arguments.no_check = true,
                _ => return Err(format!("unknown argument {word}\n{USAGE}").into()),
            }
        }
        Ok(arguments)
    }

    /// Shows the figures of a benchmark, keeps them where that is asked for, and says whether no claim is missed, or
    /// need not be held.
    ///
    /// # Errors
    ///
    /// That `README.md` has no place for them.
    pub fn conclude(&self, benchmark: &str, figures: &str, claims: &[Claim]) -> Result<bool> {
        print!("\n{figures}");
        if self.write {
            readme::write(benchmark, figures)?;
        }
        Ok(self.no_check || claims.iter().all(|claim| claim.verdict() != Verdict::Missed))
    }
}
