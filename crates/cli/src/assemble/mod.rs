//! `assemble`: makes a bundle of what happened.

mod arguments;
mod case;

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, complain_of, print, remark};
use exact_schema_files::Prepared;
use export_bundles::{Timestamp, utc_now};
use export_bundles_evidence::{Assembled, Gap, Options, Refused, RuleSet, assemble};
use serde::Serialize;
use uuid::Uuid;

use arguments::{Arguments, BundleType};
use case::Read;

use crate::file::Unreadable;
use crate::sign::{self, Signer, Unsigned};

/// The command `assemble`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("assemble")), run };

/// So many gaps are named one by one.
const NAMED: usize = 20;

/// Why there is no bundle.
enum Failure {
    /// What was given makes none, for these reasons.
    Refused(String, Vec<String>),
    /// Something could not be read.
    Unreadable(String),
    /// The bundle is not signed, and so not written.
    Unsigned(Unsigned),
}

impl From<Unsigned> for Failure {
    fn from(error: Unsigned) -> Self {
        Self::Unsigned(error)
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Self {
        Self::Unreadable(error.to_string())
    }
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    let now = arguments.now.unwrap_or_else(utc_now);
    match written(&arguments, now) {
        Ok(text) => print(text, ExitCode::SUCCESS),
        Err(Failure::Unsigned(error)) => error.complain(),
        Err(Failure::Refused(message, reasons)) => {
            complain_of(&message, reasons);
            ExitCode::FAILURE
        }
        Err(Failure::Unreadable(message)) => {
            complain(&message);
            ExitCode::from(CANNOT_TELL)
        }
    }
}

/// Makes the bundle, and writes it where the arguments say. Gives what is for standard output.
fn written(arguments: &Arguments, now: Timestamp) -> Result<Vec<u8>, Failure> {
    let (text, gaps) = bundle(arguments, now)?;
    report(&gaps);
    let Some(output) = &arguments.output else { return Ok(text) };
    let mut prepared = Prepared::default();
    if let Some(key) = &arguments.key {
        let signing = sign::SigningArguments { key: key.clone(), tsa: arguments.tsa.clone() };
        let signer = Signer::new(&signing, now)?;
        let receipt = signer.receipt(&text, output, &gaps, RuleSet::Default, false)?;
        put(&mut prepared, &sign::receipt_of(output), &receipt.to_json())?;
    }
    put(&mut prepared, output, &text)?;
    prepared.put_in_place().map_err(Unsigned::from)?;
    Ok(Vec::new())
}

fn put(prepared: &mut Prepared, path: &Path, content: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Unreadable(format!("{} is there already", path.display())));
    }
    Ok(prepared.write(path, content).map_err(Unsigned::from)?)
}

fn bundle(arguments: &Arguments, now: Timestamp) -> Result<(Vec<u8>, Vec<Gap>), Failure> {
    let Read { case, gaps } = case::read(&arguments.case)?;
    let options = Options {
        exported_by: arguments.exported_by.clone(),
        export_reason: arguments.reason.clone(),
        include_raw_steps: !arguments.no_raw_steps,
        period_start: arguments.period_start,
        period_end: arguments.period_end,
        prepared_for: arguments.prepared_for.clone(),
    };
    let id = arguments.id.unwrap_or_else(Uuid::new_v4);
    let (text, more) = match arguments.bundle_type {
        BundleType::Evidence => as_text(assemble::evidence(&case, &options, now, id)),
        BundleType::Soc2 => as_text(assemble::soc2(&case, &options, now, id)),
        BundleType::ExecutiveDebrief => {
            as_text(assemble::executive_debrief(&case, &options, now, id))
        }
    }?;
    Ok((text, [gaps, more].concat()))
}

fn as_text<B: Serialize>(
    assembled: Result<Assembled<B>, Refused>,
) -> Result<(Vec<u8>, Vec<Gap>), Failure> {
    let Assembled { bundle, gaps } = assembled.map_err(|refused| {
        let reasons = refused.reasons().iter().map(ToString::to_string).collect();
        Failure::Refused("no bundle can be made of the case".to_owned(), reasons)
    })?;
    let mut text = serde_json::to_vec(&bundle)
        .map_err(|error| Failure::Unreadable(format!("cannot write the bundle: {error}")))?;
    text.push(b'\n');
    Ok((text, gaps))
}

/// Says what the bundle does not know.
fn report(gaps: &[Gap]) {
    for Gap { pointer, message } in gaps.iter().take(NAMED) {
        remark(&format!("at {pointer}: {message}"));
    }
    if let Some(more) = gaps.len().checked_sub(NAMED).filter(|it| *it > 0) {
        remark(&format!("and {more} more places where something is not known"));
    }
}
