//! `rules`: what a sound bundle is.

use std::fmt::Write;
use std::io;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, json_line, print};
use export_bundles_evidence::{RULES, Rule, RuleSet};
use serde::Serialize;

/// The command `rules`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("rules")), run };

/// List the rules that `verify` holds a bundle against, or explain one of them.
///
/// A schema says what a bundle may hold; rules say what has to agree in it.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// Say all about one rule: what it finds, where, and why that matters
    #[arg(long, value_name = "ID")]
    explain: Option<String>,

    /// How to write the rules
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A line of JSON for each rule
    Json,
}

const AFTER_HELP: &str = "Exit codes:
  0  here they are
  2  the command line is wrong, or there is no such rule

Examples:
  What did `verify` mean?
    export-bundles rules --explain totals-match
";

fn run(matches: &ArgMatches) -> ExitCode {
    let Arguments { explain, format } =
        Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let is_asked_for = |rule: &&Rule| explain.as_ref().is_none_or(|id| id == rule.id());
    let rules: Vec<&Rule> = RULES.iter().filter(is_asked_for).collect();
    if rules.is_empty() {
        complain("there is no such rule: `export-bundles rules` lists them");
        return ExitCode::from(CANNOT_TELL);
    }
    let text = match format {
        Format::Text if explain.is_some() => {
            Ok(rules.into_iter().map(explanation).collect::<String>().into_bytes())
        }
        Format::Text => Ok(list(&rules).into_bytes()),
        Format::Json => json(&rules),
    };
    match text {
        Ok(text) => print(text, ExitCode::SUCCESS),
        Err(error) => {
            complain(&format!("cannot write the rules: {error}"));
            ExitCode::from(CANNOT_TELL)
        }
    }
}

fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|it| it.id().len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let optional = if rule.set() == RuleSet::All { " (with --rules all)" } else { "" };
        format!("{:width$}  {:7}  {}{optional}\n", rule.id(), rule.severity(), rule.title())
    };
    rules.iter().map(line).collect()
}

fn explanation(rule: &Rule) -> String {
    let mut text = format!("{} ({})\n\n", rule.id(), rule.severity());
    text += &format!("{}.\n\n{}\n", rule.title(), rule.why());
    if rule.set() == RuleSet::All {
        text += "Only `verify --rules all` applies it.\n";
    }
    text += "\nFinds:\n";
    for (member, message) in rule.messages() {
        let place = if member.is_empty() { "the document" } else { member };
        // Writing to a string does not fail.
        let _ = writeln!(text, "  at {place}: {message}");
    }
    text + &format!("\nReference: {}\n", rule.reference())
}

#[derive(Serialize)]
struct Described<'a> {
    id: &'a str,
    severity: &'a str,
    set: &'a str,
    title: &'a str,
    why: &'a str,
    reference: &'a str,
}

fn json(rules: &[&Rule]) -> io::Result<Vec<u8>> {
    let line = |rule: &&Rule| {
        json_line(&Described {
            id: rule.id(),
            severity: rule.severity().as_str(),
            set: match rule.set() {
                RuleSet::Default => "default",
                RuleSet::All => "all",
            },
            title: rule.title(),
            why: rule.why(),
            reference: rule.reference(),
        })
    };
    Ok(rules.iter().map(line).collect::<io::Result<Vec<_>>>()?.concat())
}
