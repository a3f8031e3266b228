//! Which version of a tool is there.

use std::process::Command;

use crate::error::Error;

/// The version that `command` prints, if it is not below `lowest` (major and minor).
///
/// # Errors
///
/// That the tool is not there, or is older.
pub(super) fn at_least(
    tool: &'static str,
    command: &mut Command,
    lowest: [u64; 2],
) -> Result<String, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| Error::Tool {
        tool,
        found: format!("`{name}` was not found ({error})"),
    })?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match numbers(&said) {
        Some(version) if version >= lowest => Ok(said),
        _ => Err(Error::Tool { tool, found: format!("`{name} --version` says {said:?}") }),
    }
}

/// Major and minor version in such words as `v20.1.2` or `Python 3.11.7`.
fn numbers(words: &str) -> Option<[u64; 2]> {
    let version = words.rsplit(' ').next()?.trim_start_matches('v');
    let mut numbers = version.split('.').map(str::parse);
    Some([numbers.next()?.ok()?, numbers.next()?.ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(numbers("v20.20.2"), Some([20, 20]));
        assert_eq!(numbers("Python 3.9.18"), Some([3, 9]));
        assert!(numbers("Python 3.9.18") < Some([3, 10]));
        assert_eq!(numbers("unknown"), None);
    }

    #[test]
    fn a_tool_that_is_not_there_is_one_clear_sentence() {
        let tool = "Node.js 20 or newer";
        let mut command = Command::new("no-such-program-is-installed");
        let error = at_least(tool, &mut command, [20, 0]).unwrap_err().to_string();
        let start = "the client packages need Node.js 20 or newer, and \
                     `no-such-program-is-installed` was not found (";
        assert!(error.starts_with(start), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }
}
