//! `schema-to-rust`: prints the Rust types of JSON Schema files.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use heck::ToSnakeCase;
use lexopt::Arg::{Long, Short, Value};

use exact_schema_codegen::{
    Formats, Options, Reading, Refusals, Schemas, generate, generate_noting,
};

const HELP: &str = "\
Prints Rust types that accept exactly what JSON Schema files accept, of draft 4, 6, 7, 2019-09 or
2020-12.

Usage: schema-to-rust [OPTIONS] FILE...

Arguments:
  FILE...             Schema files. Files that they refer to by relative path are read as well.
                      With several files, each becomes a module of its own.

Options:
  --annotate-formats  Take `format` as a note, as JSON Schema 2020-12 does by default. Without it
                      `format` is a constraint wherever it stands, as validators have it.
  --draft DRAFT       The draft of files that do not declare one with `$schema`, or one of their own:
                      4, 6, 7, 2019-09 or 2020-12, which is the default.
  --catalogue DIR     A folder of documents that are found by their `$id`. Nothing is ever fetched.
  --root POINTER      Make a type of what stands there, such as '#/$defs/Name', in the place of the root;
                      may be given several times. Of a file of nothing but definitions all are made.
  --strict            Read files as those of a contract are read: 2020-12 alone, and what constrains
                      nothing is refused (unknown keywords and formats, keywords for values of another
                      type, defaults that do not fit). Without it that is left out, with a note for
                      each kind on standard error.
  -h, --help          Print this help.
  -V, --version       Print the version.

The module on standard output compiles in any crate that depends on exact-schema-runtime with its
feature `as-written`, serde, serde_json and schemars. Its root type is named after the schema's `title`, or `Root`.
With the features `chrono` and `uuid` of exact-schema-runtime, dates and ids have a `value()` of their types.

Exit status: 0 done, 2 a file that is not a schema (or wrong usage), 3 a schema that is refused,
with the reasons on standard error.
";

fn main() -> ExitCode {
    let mut files = Vec::new();
    let mut formats = Formats::Assert;
    let mut reading = Reading::default();
    let mut strict = false;
    let mut roots = Vec::new();
    let mut arguments = lexopt::Parser::from_env();
    loop {
        match arguments.next() {
            Ok(None) => break,
            Ok(Some(Short('h') | Long("help"))) => return print(HELP),
            Ok(Some(Short('V') | Long("version"))) => {
                return print(concat!("schema-to-rust ", env!("CARGO_PKG_VERSION"), "\n"));
            }
            Ok(Some(Long("annotate-formats"))) => formats = Formats::Annotate,
            Ok(Some(Long("strict"))) => strict = true,
            Ok(Some(Long("catalogue"))) => match arguments.value() {
                Ok(folder) => reading.catalogue = Some(folder.into()),
                Err(error) => return misused(&error),
            },
            Ok(Some(Long("root"))) => match arguments.value() {
                Ok(pointer) => roots.push(pointer.to_string_lossy().into_owned()),
                Err(error) => return misused(&error),
            },
            Ok(Some(Long("draft"))) => {
                match arguments.value().map(|it| it.to_string_lossy().parse()) {
                    Ok(Ok(draft)) => reading.draft = Some(draft),
                    Ok(Err(error)) => return misused(&format!("--draft: {error}")),
                    Err(error) => return misused(&error),
                }
            }
            Ok(Some(Value(file))) => files.push(PathBuf::from(file)),
            Ok(Some(other)) => return misused(&other.unexpected()),
            Err(error) => return misused(&error),
        }
    }
    if files.is_empty() {
        return misused(&"no schema file is given");
    }
    // A panic would be a defect of ours, and is reported as one rather than as a trace.
    panic::set_hook(Box::new(|_| {}));
    let way = if strict { Way::Strict } else { Way::Any { reading, roots } };
    match panic::catch_unwind(|| modules(&files, &way, formats)) {
        Ok(Ok(source)) => print(&source),
        Ok(Err(refusals)) => {
            eprintln!("{refusals}");
            ExitCode::from(if refusals.any_malformed() { 2 } else { 3 })
        }
        Err(_) => {
            eprintln!("error: the generator is at fault: please report this as a defect");
            ExitCode::from(3)
        }
    }
}

fn misused(error: &dyn Display) -> ExitCode {
    eprintln!("error: {error}\n\nFor help, try --help.");
    ExitCode::from(2)
}

/// How files are read.
enum Way {
    /// As those of a contract.
    Strict,
    /// As files of any origin.
    Any { reading: Reading, roots: Vec<String> },
}

fn modules(files: &[PathBuf], way: &Way, formats: Formats) -> Result<String, Refusals> {
    if let [file] = files {
        return module(file, way, formats);
    }
    let mut source = String::new();
    let mut taken = BTreeSet::new();
    for file in files {
        let inner = module(file, way, formats)?;
        let mut name = module_name(file);
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        source.push_str(&format!("/// Types of one file.\npub mod {name} {{\n{inner}}}\n"));
    }
    Ok(source)
}

/// The file's name up to its first dot, as a Rust name.
fn module_name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    let is_plain = |it: char| it.is_ascii_alphanumeric();
    let spaced: String = stem.chars().map(|it| if is_plain(it) { it } else { ' ' }).collect();
    let word = spaced.to_snake_case();
    match word.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => {
            if syn::parse_str::<syn::Ident>(&word).is_ok() { word } else { word + "_" }
        }
        _ => format!("file_{word}"),
    }
}

fn module(file: &Path, way: &Way, formats: Formats) -> Result<String, Refusals> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options { formats, ..Options::any_schema(&format!("schema-to-rust {name}")) };
    match way {
        Way::Strict => generate(&Schemas::read_file(file)?, &[name], &options),
        Way::Any { reading, roots } => {
            let schemas = Schemas::read_any(file, reading)?;
            let noted = generate_noting(schemas, &name, roots, &options)?;
            for note in &noted.notes {
                eprintln!("{note}");
            }
            Ok(noted.source)
        }
    }
}

/// Writes to standard output; a reader that has gone away is not an error.
fn print(text: &str) -> ExitCode {
    let written = std::io::stdout().lock().write_all(text.as_bytes());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            eprintln!("error: standard output: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}
