//! What becomes of the schemas of a folder, in a table: how many are generated, why which others are refused, and how much
//! of them has a structure in Rust. The exit status is 1 where the generator is at fault, by a panic.
//!
//!     cargo run --release -p exact-schema-codegen --example survey -- FOLDER [--catalogue FOLDER]

use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use exact_schema_codegen::{Noted, Options, Reading, Refusals, Schemas, generate_noting};

/// What became of the schemas.
#[derive(Default)]
struct Survey {
    schemas: usize,
    generated: usize,
    /// The names of the schemas, by the reason.
    refused: BTreeMap<String, Vec<String>>,
    panics: Vec<String>,
    opaque_roots: usize,
    opaque: usize,
    guarded: usize,
    types: usize,
    lines: usize,
    bytes: u64,
    notes: usize,
    slowest: (Duration, String),
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("expected a folder of schemas")?);
    let catalogue = match arguments.next() {
        Some(option) if option == "--catalogue" => arguments.next().map(PathBuf::from),
        Some(other) => return Err(format!("expected --catalogue, found {other:?}").into()),
        None => None,
    };
    let reading = Reading { catalogue, ..Reading::default() };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|it| it == "json"));
    files.sort();
    let (mut survey, began) = (Survey::default(), Instant::now());
    for file in files {
        let begin = Instant::now();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let options = Options::any_schema("survey");
        let generate = || {
            Schemas::read_any(&file, &reading)
                .and_then(|schemas| generate_noting(schemas, &name, &[], &options))
        };
        let generated = catch_unwind(AssertUnwindSafe(generate)).ok();
        survey.add(&name, generated, std::fs::metadata(&file)?.len());
        survey.slowest = survey.slowest.max((begin.elapsed(), name));
    }
    survey.print(began.elapsed());
    Ok(ExitCode::from(u8::from(!survey.panics.is_empty())))
}

impl Survey {
    /// `generated` is none where the generator panicked.
    fn add(&mut self, name: &str, generated: Option<Result<Noted, Refusals>>, bytes: u64) {
        self.schemas += 1;
        match generated {
            None => self.panics.push(name.to_owned()),
            Some(Ok(noted)) => {
                self.generated += 1;
                self.bytes += bytes;
                self.opaque_roots += usize::from(noted.structure.root_is_opaque);
                self.opaque += noted.structure.opaque;
                self.guarded += noted.structure.guarded;
                self.types += noted.structure.types;
                self.lines += noted.source.lines().count();
                self.notes += noted.notes.len();
            }
            Some(Err(refusals)) => {
                // The first one is enough: a schema is refused once.
                let reason = refusals.iter().next().map(|it| {
                    let told: String = quoted(it.why());
                    format!("`{}`: {told}", it.keyword().unwrap_or("a schema"))
                });
                let names = self.refused.entry(reason.unwrap_or_default()).or_default();
                names.push(name.to_owned());
            }
        }
    }

    fn print(&self, took: Duration) {
        let percent = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let Self { schemas, generated, opaque_roots, opaque, guarded, types, lines, .. } = self;
        println!("| what | how much |\n| --- | ---: |");
        println!("| schemas | {schemas} |");
        println!("| generated | {generated} ({:.0} %) |", percent(*generated, *schemas));
        println!("| opaque roots | {opaque_roots} ({:.0} %) |", percent(*opaque_roots, *generated));
        println!("| types | {types} |");
        println!("| opaque types | {opaque} ({:.0} %) |", percent(*opaque, *types));
        println!(
            "| types beside which the schema runs | {guarded} ({:.0} %) |",
            percent(*guarded, *types)
        );
        println!("| lines | {lines}, {} a type |", lines / types.max(&1));
        println!("| kilobytes of schema | {} |", self.bytes / 1000);
        println!("| kinds of notes | {} |", self.notes);
        println!("| seconds | {:.1} |", took.as_secs_f64());
        println!("| the slowest | {:.1} s, {} |", self.slowest.0.as_secs_f64(), self.slowest.1);
        println!("| panics | {} |", self.panics.len());
        println!("\n| refused, as | schemas | which |\n| --- | ---: | --- |");
        let mut refused: Vec<_> = self.refused.iter().collect();
        refused.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        for (reason, names) in refused {
            println!("| {reason} | {} | {} |", names.len(), names.join(", "));
        }
        self.panics.iter().for_each(|name| println!("| a panic | 1 | {name} |"));
    }
}

/// A reason without what it quotes, which is another thing in each schema.
fn quoted(why: &str) -> String {
    why.split('"').step_by(2).collect::<Vec<_>>().join("…")
}
