//! Flags that are also variables of the environment and lines of a file.

use std::path::PathBuf;

use clap::builder::OsStr;
use clap::{ArgMatches, Command};

use crate::file::{self, Unreadable};

/// What the name of every variable begins with.
const PREFIX: &str = "EXPORT_BUNDLES_";

/// Why a file of configuration is not followed.
#[derive(Debug, thiserror::Error)]
pub enum NotConfigured {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{} is no TOML: {message}", path.display())]
    Malformed { path: PathBuf, message: String },
    #[error("{}: `{name}` is no flag of this command; `--help` lists them", path.display())]
    Unknown { path: PathBuf, name: String },
    #[error("{}: expected a text, a number or true or false as `{name}`", path.display())]
    WrongKind { path: PathBuf, name: String },
}

/// The same command, with a variable for every flag, of its subcommands, too.
pub fn with_environment(command: Command) -> Command {
    let command = names(&command).into_iter().fold(command, |command, name| {
        let variable = format!("{PREFIX}{}", name.replace('-', "_").to_ascii_uppercase());
        command.mut_arg(id(&name), |flag| flag.env(OsStr::from(variable)).hide_env_values(true))
    });
    command.mut_subcommands(with_environment)
}

/// What is said on the command line, where it says nothing by the environment, and where that does not either, by the
/// file that `--config` names.
pub fn with_file(command: Command, matches: &ArgMatches) -> Result<ArgMatches, NotConfigured> {
    let Some(path) = matches.try_get_one::<PathBuf>("config").ok().flatten() else {
        return Ok(matches.clone());
    };
    let text = file::read(path)?;
    let malformed = |message: String| NotConfigured::Malformed { path: path.clone(), message };
    let text = String::from_utf8(text).map_err(|error| malformed(error.to_string()))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| malformed(error.to_string()))?;
    let known = names(&command);
    let mut command = command.bin_name("export-bundles exports");
    for (name, value) in table {
        let place = || (path.clone(), name.clone());
        if !known.contains(&name) || name == "config" {
            let (path, name) = place();
            return Err(NotConfigured::Unknown { path, name });
        }
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(is_so) => is_so.to_string(),
            _ => {
                let (path, name) = place();
                return Err(NotConfigured::WrongKind { path, name });
            }
        };
        command = command.mut_arg(id(&name), |flag| flag.default_value(OsStr::from(value)));
    }
    // The name of the command stands where a program has its own.
    Ok(command.get_matches_from(std::env::args_os().skip(1)))
}

/// The flags of a command, as they are written.
fn names(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|it| it.get_long()).map(str::to_owned).collect()
}

/// What a flag is called where commands are made.
fn id(name: &str) -> String {
    name.replace('-', "_")
}
