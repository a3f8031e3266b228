//! The whole way: brief, makers, matrix, files.

use std::fs;
use std::path::{Path, PathBuf};

use exact_schema_publish::{CollectedFile, Collection, Mode, Publication};
use exact_schema_runtime::Contract;
use serde::Deserialize;

use crate::brief::Brief;
use crate::environment::folder;
use crate::error::Error;
use crate::mark::mark;
use crate::matrix::{Matrix, Panel, corpus, markdown};
use crate::report::{Outcome, Report, ValidatorSize};
use crate::workshop::Workshop;

/// Where to find and to put things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The root of the repository, with the change log and the licences.
    pub root: PathBuf,
    /// The folder of the schemas and their releases.
    pub schemas: PathBuf,
    /// The folder of published files.
    pub out: PathBuf,
    /// Whether to write.
    pub mode: Mode,
}

/// Makes every client, asks all of them about the corpus, and brings the files below `options.out`
/// up to date, unless they are only to be checked or a client disagrees.
///
/// `say` is told what comes next, for people who wait.
///
/// # Errors
///
/// That a maker or a judge fails, or that a file cannot be read or written. That clients disagree is
/// no error; the report holds it.
pub fn make(
    contract: &'static Contract,
    options: &Options,
    workshop: &Workshop,
    say: &mut dyn FnMut(&str),
) -> Result<Report, Error> {
    let publication = Publication::derive(contract)?;
    let version = publication.manifest().version_folder();
    let corpus_files = published_corpus(&options.out.join("conformance").join(&version))?;

    say("making the npm package");
    let brief = Brief::gather(&publication, &options.root, &options.schemas)?;
    brief.write(&workshop.brief())?;
    let sizes = make_packages(&publication, workshop, &corpus_files, say)?;
    for licence in LICENCES {
        let from = options.root.join(licence);
        if from.is_file() {
            folder::copy_file(&from, &workshop.made("typescript").join(licence))?;
            folder::copy_file(&from, &workshop.made("python").join(licence))?;
        }
    }

    say("installing both");
    workshop.install()?;
    if publication.manifest().packages.pypi.core.is_some() {
        say("compiling the core of the PyPI package");
        workshop.install_compiled(publication.manifest(), &options.root)?;
    }

    say("asking every validator about every case");
    let files = corpus_files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let cases = corpus(files)?;
    let published = options.out.join("schemas").join(&version);
    let panel = Panel::new(workshop, &publication, &options.schemas.join(&version), &published)?;
    let matrix = Matrix::fill(&panel, &cases, &workshop.scratch("corpus.ndjson"))?;

    let survey = collect(&publication, workshop, &matrix, &options.out)?.survey(&options.out)?;
    let outcome = if !matrix.is_full() {
        Outcome::Disagreement
    } else if survey.is_fresh() {
        Outcome::Fresh
    } else if options.mode == Mode::Check {
        Outcome::Stale
    } else {
        survey.write()?;
        Outcome::Written
    };
    Ok(Report {
        sizes,
        matrix,
        files: survey.files().to_vec(),
        publisher: publication.manifest().publisher().to_owned(),
        outcome,
    })
}

/// The texts of the licences that a package may be used under, as far as they are there.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The page of the matrix.
const MATRIX: &str = "conformance/MATRIX.md";

/// What the maker of the npm package prints.
#[derive(Deserialize)]
struct Made {
    sizes: Vec<ValidatorSize>,
}

fn make_packages(
    publication: &Publication,
    workshop: &Workshop,
    corpus: &[(String, String)],
    say: &mut dyn FnMut(&str),
) -> Result<Vec<ValidatorSize>, Error> {
    let Workshop { node, python, .. } = workshop;
    let brief = workshop.brief();
    let said = workshop.make("typescript", node.script("typescript/make/main.mjs").arg(&brief))?;
    let made: Made = serde_json::from_str(&said)
        .map_err(Error::content(Path::new("typescript/make/main.mjs"), "the sizes as JSON"))?;
    let version = publication.manifest().version_folder();
    let conformance = Path::new("conformance").join(&version);
    write_all(&workshop.made("typescript").join(&conformance), corpus)?;

    say("making the PyPI package");
    workshop.make("python", python.script("make/main.py").arg(&brief))?;
    let module = Path::new("src").join(publication.manifest().python_module());
    write_all(&workshop.made("python").join(module).join(&conformance), corpus)?;

    say("making the reference page");
    let mut page = node.script("reference/make/main.mjs");
    workshop.make("reference", page.arg(&brief).arg(workshop.made("typescript")))?;
    Ok(made.sizes)
}

/// The files of the corpus, as they are published in the folder `home`: path and text.
fn published_corpus(home: &Path) -> Result<Vec<(String, String)>, Error> {
    let mut files = Vec::new();
    for path in folder::files(home)? {
        let place = home.join(&path);
        files.push((path, fs::read_to_string(&place).map_err(Error::file(&place))?));
    }
    Ok(files)
}

fn write_all(home: &Path, files: &[(String, String)]) -> Result<(), Error> {
    for (path, text) in files {
        let place = home.join(path);
        let folder = place.parent().unwrap_or(home);
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        fs::write(&place, text).map_err(Error::file(&place))?;
    }
    Ok(())
}

/// Everything that was made, as it belongs below the folder of published files.
fn collect(
    publication: &Publication,
    workshop: &Workshop,
    matrix: &Matrix,
    out: &Path,
) -> Result<Collection, Error> {
    let mut collection = Collection::new(
        "clients.json",
        mark(publication.manifest()),
        publication.contract(),
        publication.manifest().version_folder(),
    );
    let mut add = |path: String, text: String, contract: &str| {
        collection.add(CollectedFile { path, text, title: None, contract: contract.to_owned() });
    };
    for package in ["typescript", "python", "reference"] {
        let home = workshop.made(package);
        for path in folder::files(&home)? {
            let place = home.join(&path);
            let text = fs::read_to_string(&place).map_err(Error::file(&place))?;
            add(format!("{package}/{path}"), text, package);
        }
    }
    let table = markdown(matrix, &mark(publication.manifest()));
    // Who was not asked had a verdict where the page was made, which stays.
    let stays = (!matrix.unasked.is_empty()).then(|| fs::read_to_string(out.join(MATRIX)).ok());
    add(MATRIX.to_owned(), stays.flatten().unwrap_or(table), "conformance");
    Ok(collection)
}
