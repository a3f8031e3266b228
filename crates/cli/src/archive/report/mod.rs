//! `archive report`: what was verified of a period, for people and for programs.

mod contents;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use exact_schema_commands::terminal::{json_line, print};
use exact_schema_files::Prepared;
use export_bundles_archive::{Archive, Sample, Verified, sample};
use export_bundles_document::{Attachment, Relationship};
use export_bundles_report::render;
use export_bundles_typeset::{Fonts, pdf};
use serde_json::json;

use super::Failure;
use super::verify::{self, VerifyArguments};

/// Make a report of a period: is it complete, what is in it, and which bundles were drawn
///
/// The archive is verified for it, as `archive verify` does. The same archive gives the same report.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    verify: VerifyArguments,

    /// What to make
    #[arg(long, value_enum, default_value_t = Form::Json)]
    to: Form,

    /// The file for the report [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Draw so many bundles, too, as `archive sample` does
    #[arg(long, value_name = "N", requires = "seed")]
    size: Option<usize>,

    /// The number to draw them by
    #[arg(long, value_name = "N", requires = "size")]
    seed: Option<u64>,
}

/// What a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One object, as `archive verify --format json` writes it, with what was drawn
    Json,
    /// One self-contained page
    Html,
    /// PDF/A-3a and PDF/UA-1, with the report as JSON attached
    Pdf,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  the period is complete, all is what it was, and the report is written
  1  something is wrong: the report says so first
  2  the command line is wrong, there is no archive, or a file cannot be read or written

Example:
  For the audit file, with 25 bundles that the auditor drew by the number 7:
    export-bundles archive report ARCHIVE --period 2026-Q3 --size 25 --seed 7 --to pdf -o 2026-Q3.pdf
";

/// What a report is about.
struct Subject<'s> {
    /// What was asked about, in words.
    period: String,
    verified: &'s Verified,
    /// What was drawn, and by which number.
    drawn: Option<(&'s Sample, u64)>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { verify, to, output, size, seed } = arguments;
    let verified = verify::verified(verify)?;
    let drawn = match (size, seed) {
        (Some(size), Some(seed)) => {
            let archive = Archive::open(verify.folder()?)?;
            Some((sample(&archive, verify.period, *size, *seed)?, *seed))
        }
        _ => None,
    };
    let period = verify.period.map_or("all periods".to_owned(), |it| it.to_string());
    let drawn = drawn.as_ref().map(|(sample, seed)| (sample, *seed));
    let subject = Subject { period, verified: &verified, drawn };
    let report = made(&subject, *to)?;
    let code = if verified.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    let Some(place) = output else { return Ok(print(report, code)) };
    let mut prepared = Prepared::default();
    prepared.write(place, &report)?;
    prepared.put_in_place()?;
    Ok(code)
}

fn made(subject: &Subject<'_>, form: Form) -> Result<Vec<u8>, Failure> {
    let Subject { period, verified, drawn } = subject;
    let mut report = verify::report(verified);
    report["period"] = json!(period);
    report["sample"] = json!(drawn.map(|(drawn, seed)| super::sample::report(drawn, seed)));
    let json = json_line(&report).unwrap_or_default();
    if form == Form::Json {
        return Ok(json);
    }
    let mut document = contents::document(subject);
    let name = format!("archive-{}.json", period.replace(' ', "-"));
    document.attachments.push(Attachment {
        name: name.clone(),
        media_type: "application/json",
        description: "The report for programs",
        relationship: Relationship::Source,
        content: &json,
    });
    match form {
        Form::Pdf => Ok(pdf(&document, &Fonts::shipped())?.bytes),
        Form::Html | Form::Json => Ok(render::plain_html(&document, &name).into_bytes()),
    }
}
