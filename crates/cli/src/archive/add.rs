//! `archive add`: what is sound goes into an archive, and what is not is set aside.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use clap::{Args, ValueEnum};
use exact_schema_commands::documents::{self, DocumentArguments, Judge, Present};
use exact_schema_commands::terminal::{json_line, print};
use export_bundles_archive::{
    Added, Adding, Archive, ArchiveError, Aside, Entry, Folder, Judged, Signing, Stamp, judge,
};
use export_bundles_evidence::RuleSet;
use serde_json::json;

use super::{Failure, inputs};
use crate::{authority, sign};

/// Add bundles to an archive, which is made where there is none
///
/// A bundle that is sound (its schema, the rules, its seal) is archived with its text, byte for byte; one that is there
/// already is passed over. What is not sound is set aside in the archive with the reason, and counted. A file beside a
/// bundle that says who signed it (FILE.sigstore.json) is kept with it.
///
/// It may be stopped at any moment and started again: nothing is lost, and nothing is there twice. The same input gives
/// the same files.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    /// The folder of the archive, or an address in an object store: s3://BUCKET/PREFIX, gs://…, az://…
    #[arg(long, value_name = "ARCHIVE")]
    to: String,

    /// A PEM file with the Ed25519 key of its log, as `keygen` makes it: it signs checkpoints and manifests
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,

    /// A time-stamping authority (RFC 3161) that proves when manifests were signed
    #[arg(long, value_name = "URL", requires = "key")]
    tsa: Option<String>,

    /// What the log of a new archive is called: by convention where it is published, without `https://`
    #[arg(long, value_name = "NAME")]
    origin: Option<String>,

    /// Which rules to hold bundles against
    #[arg(long, value_enum, default_value_t = Rules::Default)]
    rules: Rules,

    /// How to say what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    documents: DocumentArguments,
}

/// The largest document of an archive: a column of a part holds 2 GiB.
const LARGEST: u64 = 1 << 30;

/// Which rules are applied.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Rules {
    /// Those that every verifier applies
    Default,
    /// Those, and what some auditors ask for beyond them
    All,
}

impl From<Rules> for RuleSet {
    fn from(rules: Rules) -> Self {
        match rules {
            Rules::Default => Self::Default,
            Rules::All => Self::All,
        }
    }
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// A line of JSON for all of it
    Json,
}

const AFTER_HELP: &str = "\
A FILE may also be a folder: every file below it that holds documents is added, in the order of their names; or another
archive, all of which is added.

Exit codes:
  0  every document is in the archive
  1  a document is not sound: it is set aside in the archive
  2  the command line is wrong, or a file cannot be read or written (what could be read is archived)
";

pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let Arguments { to, key, tsa, origin, rules, format, documents } = arguments;
    let key = key.as_deref().map(sign::key).transpose()?;
    let stamp = tsa.map(|url| -> Stamp<'static> {
        Box::new(move |bytes| authority::stamp(bytes, &url).map_err(|it| it.to_string()))
    });
    let signing = Signing { key, stamp };
    let (archives, named): (Vec<_>, Vec<_>) =
        documents.files.into_iter().partition(|it| is_archive(it));
    if documents.max_document.as_u64() > LARGEST {
        return Err(Failure::TooLarge);
    }
    let files = inputs::files(named)?;
    let adding = Adding::open(Folder::named(&to)?, origin.as_deref(), signing)?;
    let state = Shared::of(adding);
    let rules = RuleSet::from(rules);
    for archive in &archives {
        state.0.borrow_mut().copy(archive, rules)?;
    }
    let code = match files.is_empty() {
        true => ExitCode::SUCCESS,
        false => {
            let documents = DocumentArguments { files, ..documents };
            documents::run(documents, Archivist { rules }, state.clone())
        }
    };
    let added = state.finish()?;
    Ok(print(said(&added, format), verdict(code, &added)))
}

fn is_archive(path: &Path) -> bool {
    path.to_string_lossy().contains("://") || path.join("archive.json").is_file()
}

fn verdict(code: ExitCode, added: &Added) -> ExitCode {
    let is_sound = added.aside + added.known_aside == 0;
    if code == ExitCode::SUCCESS && !is_sound { ExitCode::FAILURE } else { code }
}

fn said(added: &Added, format: Format) -> Vec<u8> {
    let Added { added, known, aside, known_aside, bundles } = added;
    if format == Format::Json {
        let said = json!({
            "added": added,
            "known": known,
            "aside": aside,
            "known_aside": known_aside,
            "bundles": bundles,
        });
        return json_line(&said).unwrap_or_default();
    }
    let mut said = format!("{added} bundles added, {bundles} in the archive\n");
    if *known > 0 {
        said += &format!("{known} were there already\n");
    }
    if *aside + *known_aside > 0 {
        said += &format!("{aside} documents set aside, as they are not sound");
        if *known_aside > 0 {
            said += &format!("; {known_aside} were set aside already");
        }
        said += "\n";
    }
    said.into_bytes()
}

/// What is being added to, by whoever is told of verdicts, and then by whoever ends it. Both are one thread.
#[derive(Clone)]
struct Shared(Rc<RefCell<State>>);

struct State {
    adding: Adding<'static>,
    failure: Option<ArchiveError>,
}

impl Shared {
    fn of(adding: Adding<'static>) -> Self {
        Self(Rc::new(RefCell::new(State { adding, failure: None })))
    }

    fn finish(self) -> Result<Added, Failure> {
        #[expect(clippy::expect_used, reason = "whoever was told of verdicts has ended")]
        let State { adding, failure } =
            Rc::into_inner(self.0).expect("nobody else has it").into_inner();
        match failure {
            Some(failure) => Err(failure.into()),
            None => Ok(adding.finish()?),
        }
    }
}

impl State {
    /// Adds all of another archive: its bundles, and what is set aside there.
    fn copy(&mut self, from: &Path, rules: RuleSet) -> Result<(), Failure> {
        let archive = Archive::open(Folder::named(&from.to_string_lossy())?)?;
        for document in archive.documents() {
            let document = document?;
            let judged = match judge(&document.text, rules) {
                Judged::Sound(entry) => {
                    Judged::Sound(Box::new(Entry { receipt: document.receipt, ..*entry }))
                }
                Judged::Unsound(aside) => {
                    Judged::Unsound(Box::new(Aside { source: document.source, ..*aside }))
                }
            };
            self.adding.take(judged)?;
        }
        Ok(())
    }
}

/// Judges documents, and gives what is to be archived of them.
#[derive(Clone)]
struct Archivist {
    rules: RuleSet,
}

impl Judge for Archivist {
    /// It is taken once.
    type Report = Cell<Option<Judged>>;

    fn judge(&self, document: &str, line: Option<u64>, bytes: &[u8]) -> Self::Report {
        Cell::new(Some(match judge(bytes, self.rules) {
            Judged::Sound(entry) => {
                Judged::Sound(Box::new(Entry { receipt: receipt(document, line), ..*entry }))
            }
            Judged::Unsound(aside) => {
                let source = match line {
                    Some(line) => format!("{document}:{line}"),
                    None => document.to_owned(),
                };
                Judged::Unsound(Box::new(Aside { source, ..*aside }))
            }
        }))
    }

    /// A block of lines is handed over at once: it is no larger than what was read.
    fn weight(_: &Self::Report) -> usize {
        1
    }
}

/// Who signed a document, as the file beside it says. One of many in a file has none of its own.
fn receipt(document: &str, line: Option<u64>) -> Option<String> {
    let is_alone = line.is_none() && document != "-";
    is_alone.then(|| fs::read_to_string(sign::receipt_of(Path::new(document))).ok()).flatten()
}

impl Present<Cell<Option<Judged>>> for Shared {
    fn reports(&mut self, _: &str, reports: &[Cell<Option<Judged>>]) -> io::Result<Vec<u8>> {
        let mut state = self.0.borrow_mut();
        for judged in reports.iter().filter_map(Cell::take) {
            if let Err(failure) = state.adding.take(judged) {
                state.failure = Some(failure);
                // It is told at the end; nobody is to read on.
                return Err(io::ErrorKind::BrokenPipe.into());
            }
        }
        Ok(Vec::new())
    }

    fn unreadable(&mut self, _: &str, _: Option<u64>, _: &str) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn summary(&mut self) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn is_good(&self) -> bool {
        true
    }
}
