//! `archive sample`: bundles that anybody draws again.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use exact_schema_commands::terminal::{json_line, print};
use exact_schema_files::Prepared;
use export_bundles_archive::{Archive, Folder, Period, Sample, sample};
use serde_json::json;

use super::Failure;
use super::add::Format;

/// Draw a sample of the bundles of a period, in a way that anybody can repeat
///
/// Every bundle has a ticket: the SHA-256 of ROOT:SEED:SEAL, where ROOT is that of the period, as `verify` tells it. Those
/// with the smallest tickets are drawn. Verify the archive first: a sample of what is not complete shows nothing.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub struct Arguments {
    /// The folder of the archive, or an address in an object store: s3://BUCKET/PREFIX, gs://…, az://…
    #[arg(value_name = "ARCHIVE")]
    archive: String,

    /// A year, a quarter or a month, such as 2026, 2026-Q3 or 2026-07 [default: all there is]
    #[arg(long, value_name = "PERIOD")]
    period: Option<Period>,

    /// How many bundles
    #[arg(long, value_name = "N", default_value_t = 25)]
    size: usize,

    /// A number that the auditor chooses
    #[arg(long, value_name = "N")]
    seed: u64,

    /// A folder for the bundles that are drawn, each a file called by its id
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// How to say what was drawn
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const AFTER_HELP: &str = r#"In DuckDB, the same (ROOT from `archive verify`, SEED 7):
  SELECT bundle_id FROM 'ARCHIVE/bundles/**/*.parquet' WHERE month BETWEEN '2026-07' AND '2026-09'
  ORDER BY sha256('ROOT:7:' || seal) LIMIT 25;

Exit codes:
  0  it is drawn
  2  the command line is wrong, there is no archive, or a file cannot be read or written
"#;

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let archive = Archive::open(Folder::named(&arguments.archive)?)?;
    let drawn = sample(&archive, arguments.period, arguments.size, arguments.seed)?;
    if let Some(folder) = &arguments.output {
        let unwritten = |cause| Failure::Unwritten { path: folder.display().to_string(), cause };
        fs::create_dir_all(folder).map_err(unwritten)?;
        let mut prepared = Prepared::default();
        for bundle in &drawn.bundles {
            let path = folder.join(format!("{}.json", bundle.bundle_id));
            prepared.write(&path, bundle.document.as_bytes())?;
        }
        prepared.put_in_place()?;
    }
    let said = match arguments.format {
        Format::Text => text(&drawn).into_bytes(),
        Format::Json => json_line(&report(&drawn, arguments.seed)).unwrap_or_default(),
    };
    Ok(print(said, ExitCode::SUCCESS))
}

/// What was drawn, as JSON.
pub fn report(drawn: &Sample, seed: u64) -> serde_json::Value {
    let bundles = drawn.bundles.iter().map(|it| {
        json!({
            "bundle_id": it.bundle_id,
            "tenant": it.tenant,
            "seal": it.seal,
            "ticket": it.ticket,
            "path": it.path,
        })
    });
    json!({
        "root": drawn.root,
        "seed": seed,
        "population": drawn.population,
        "bundles": bundles.collect::<Vec<_>>(),
    })
}

fn text(drawn: &Sample) -> String {
    let mut said = format!(
        "{} of {} bundles, drawn by the root {}\n",
        drawn.bundles.len(),
        drawn.population,
        drawn.root
    );
    for bundle in &drawn.bundles {
        said += &format!("{}  {}  {}\n", bundle.bundle_id, bundle.seal, bundle.tenant);
    }
    said
}
