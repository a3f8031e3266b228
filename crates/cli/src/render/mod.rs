//! `render`: bundles as people read them.

mod output;
mod subject;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};
use exact_schema_commands::Extra;
use exact_schema_commands::terminal::{CANNOT_TELL, complain, harmless, remark};
use exact_schema_files::Prepared;
use export_bundles_report::render;
use export_bundles_typeset::{FontError, Fonts, TypesetError};

use crate::file::{self, Unreadable};
use crate::receipts::{NoReceipts, ReceiptArguments, Receipts};
use output::Output;
use subject::{Known, NoSubject};

/// The command `render`.
pub const COMMAND: Extra =
    Extra { command: || Arguments::augment_args(Command::new("render")), run };

/// Make reports of bundles, for people: a page of HTML or a PDF, with the bundle itself in it
///
/// A report says what `verify` says of its bundle. An unsound one says so on its first page, with everything that was
/// found. Works offline; the same bundle gives the same bytes.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
struct Arguments {
    /// The bundles, a JSON document each; `-` is standard input, whose report goes to standard output
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// What to make of each
    #[arg(long, value_enum)]
    to: Form,

    /// The folder for the reports, each called as its bundle [default: the current one]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// Write over reports that are there
    #[arg(long)]
    replace: bool,

    /// A font file for characters that the shipped fonts do not have; for PDFs
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,

    #[command(flatten)]
    receipts: ReceiptArguments,
}

/// What a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One self-contained page, which verifies its bundle in the browser
    Html,
    /// PDF/A-3a and PDF/UA-1, with the bundle and its receipts attached
    Pdf,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  every bundle is sound, and its report is written
  1  a bundle is not sound: its report says so; or a document is no bundle, and has no report
  2  the command line is wrong, a file cannot be read, or a report cannot be written

Examples:
  A report of a bundle that somebody signed, for the audit file:
    export-bundles render --to pdf --trust trust.json evidence.json

  Pages of all bundles of a folder, in another one:
    export-bundles render --to html -o reports bundles/*.json

  With a font that has Chinese characters:
    export-bundles render --to pdf --font NotoSansSC-Regular.otf evidence.json
";

const SOUND: u8 = 0;
const UNSOUND: u8 = 1;

/// Why a report is not made.
#[derive(Debug, thiserror::Error)]
enum Unrendered {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    NoReceipts(#[from] NoReceipts),
    #[error("{} is no font for a PDF: {cause}", path.display())]
    NoFont { path: PathBuf, cause: FontError },
    #[error("--font is for PDFs: a page is drawn with the fonts of whoever reads it")]
    FontForPage,
    #[error("{} and {} would both become {}; render them into two folders", one.display(), other.display(), output.display())]
    SameOutput { one: PathBuf, other: PathBuf, output: PathBuf },
    #[error("{} is there already; --replace writes over it", path.display())]
    There { path: PathBuf },
    #[error("{name}: {cause}")]
    NoSubject { name: String, cause: NoSubject },
    #[error("{name} cannot be set: {cause}")]
    Unset { name: String, cause: TypesetError },
    #[error(transparent)]
    Unwritten(#[from] exact_schema_files::Error),
    #[error("cannot create the folder {}: {cause}", path.display())]
    NoFolder { path: PathBuf, cause: std::io::Error },
    #[error("cannot write the report to standard output: {0}")]
    NoReader(std::io::Error),
}

impl Unrendered {
    /// Says so, and gives the exit code: that of an unsound bundle where the bundle is to blame.
    fn complain(&self) -> u8 {
        complain(&self.to_string());
        if matches!(self, Self::NoSubject { .. }) { UNSOUND } else { CANNOT_TELL }
    }
}

/// A report that was made.
struct Rendered {
    /// The report.
    bytes: Vec<u8>,
    /// Whether its bundle is sound.
    is_sound: bool,
    /// How many pages it has, where it has pages.
    pages: Option<usize>,
    /// What no font has.
    uncovered: Vec<char>,
}

fn run(matches: &ArgMatches) -> ExitCode {
    let arguments = Arguments::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    ExitCode::from(render_all(&arguments).unwrap_or_else(|error| error.complain()))
}

/// Makes every report, and gives the exit code. What is wrong with one bundle keeps no other from its report.
fn render_all(arguments: &Arguments) -> Result<u8, Unrendered> {
    let outputs = output::all(arguments)?;
    let receipts = Receipts::read(&arguments.receipts, arguments.files.len() > 1)?;
    let fonts = fonts(arguments)?;
    let mut worst = SOUND;
    for (path, output) in arguments.files.iter().zip(&outputs) {
        let made = rendered(path, arguments.to, &receipts, &fonts);
        let code = match made.and_then(|it| written(path, output, it)) {
            Ok(true) => SOUND,
            Ok(false) => UNSOUND,
            Err(error) => error.complain(),
        };
        worst = worst.max(code);
    }
    Ok(worst)
}

fn fonts(arguments: &Arguments) -> Result<Fonts, Unrendered> {
    if arguments.to == Form::Html && !arguments.font.is_empty() {
        return Err(Unrendered::FontForPage);
    }
    arguments.font.iter().try_fold(Fonts::shipped(), |fonts, path| {
        let font = file::read(path)?;
        fonts.with(font).map_err(|cause| Unrendered::NoFont { path: path.clone(), cause })
    })
}

fn rendered(
    path: &Path,
    form: Form,
    receipts: &Receipts,
    fonts: &Fonts,
) -> Result<Rendered, Unrendered> {
    let text = file::read(path)?;
    let name = output::name_of(path);
    let known = Known::of(path, &text, receipts)
        .map_err(|cause| Unrendered::NoSubject { name: harmless(&name).into_owned(), cause })?;
    let subject = known.subject(&name, &text);
    let is_sound = subject.is_sound;
    if form == Form::Html {
        let bytes = render::html(&subject).into_bytes();
        return Ok(Rendered { bytes, is_sound, pages: None, uncovered: Vec::new() });
    }
    let set = render::pdf(&subject, fonts)
        .map_err(|cause| Unrendered::Unset { name: harmless(&name).into_owned(), cause })?;
    Ok(Rendered {
        bytes: set.bytes,
        is_sound,
        pages: Some(set.pages),
        uncovered: set.uncovered.into_iter().collect(),
    })
}

/// Writes a report, and says what became of it.
fn written(path: &Path, output: &Output, rendered: Rendered) -> Result<bool, Unrendered> {
    let Rendered { bytes, is_sound, pages, uncovered } = rendered;
    match output {
        Output::Standard => output::print(&bytes).map_err(Unrendered::NoReader)?,
        Output::File(place) => {
            let mut prepared = Prepared::default();
            prepared.write(place, &bytes)?;
            prepared.put_in_place()?;
        }
    }
    let verdict = if is_sound { "sound" } else { "NOT SOUND, as its first page says" };
    let pages = match pages {
        Some(1) => ", 1 page".to_owned(),
        Some(many) => format!(", {many} pages"),
        None => String::new(),
    };
    let place = match output {
        Output::Standard => String::new(),
        Output::File(place) => format!(" -> {}", harmless(&place.to_string_lossy())),
    };
    remark(&format!("{}: {verdict}{pages}{place}", harmless(&output::name_of(path))));
    if !uncovered.is_empty() {
        remark(&format!(
            "{} of its characters are in none of the fonts, and stand there as their code points \
             (⟨U+{:04X}⟩); --font adds a font",
            uncovered.len(),
            u32::from(uncovered[0])
        ));
    }
    Ok(is_sound)
}
