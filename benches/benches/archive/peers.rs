//! Other programs that read the same text, or the beginning of it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Command;

use export_bundles_benches::{Result, SCHEMAS, setup};

use crate::Row;
use crate::process;

/// So many lines are given to those who would take hours for all.
const FEW: usize = 20_000;

/// What it is called, what it reads, and how it is started.
type Peer<'p> = (&'p str, &'p Path, &'p dyn Fn() -> Result<Command>);

/// What each of them takes.
pub fn measure(target: &Path, home: &Path, text: &Path, all: usize) -> Result<Vec<Row>> {
    let few = home.join("few.jsonl");
    let mut file = File::create(&few)?;
    for line in BufReader::new(File::open(text)?).lines().take(FEW) {
        writeln!(file, "{}", line?)?;
    }
    drop(file);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../generated/schemas/v1/evidence-bundle.schema.json");
    let packages = target.join("peers");
    let jq = || {
        let mut command = Command::new("jq");
        command.args(["-e", "."]).arg(&few);
        Ok(command)
    };
    let ajv = || {
        let mut command = setup::node(&packages, "lines.mjs")?;
        command.arg(SCHEMAS).arg(&few);
        Ok(command)
    };
    let sourcemeta = || {
        setup::node(&packages, "lines.mjs")?;
        let mut command = Command::new(packages.join("node/node_modules/.bin/jsonschema"));
        command.arg("validate").arg(&schema).arg(&few);
        Ok(command)
    };
    let pydantic = || {
        let mut command = setup::python(&packages, "lines.py")?;
        command.args(["pydantic"]).arg(&few);
        Ok(command)
    };
    let duckdb = || {
        let mut command = setup::python(&packages, "lines.py")?;
        command.args(["duckdb"]).arg(text);
        Ok(command)
    };
    let jsonschema = || {
        let mut command = setup::python(&packages, "lines.py")?;
        command.args(["jsonschema"]).arg(&few).arg(&schema);
        Ok(command)
    };
    let commands: [Peer<'_>; 6] = [
        ("`jq -e .`: is it JSON?", &few, &jq),
        ("ajv, Node.js", &few, &ajv),
        ("`@sourcemeta/jsonschema validate`", &few, &sourcemeta),
        ("pydantic", &few, &pydantic),
        ("jsonschema, Python", &few, &jsonschema),
        ("DuckDB: counts, and reads two members", text, &duckdb),
    ];
    let mut rows = Vec::new();
    for (name, read, command) in commands {
        eprintln!("measuring {name}");
        let run = command().and_then(|mut command| process::run(&mut command));
        let bytes = fs::metadata(read)?.len();
        rows.push(Row {
            name: name.to_owned(),
            bytes,
            run: run.map_err(|error| error.to_string()),
            // DuckDB, which reads all of it, does so with all there are.
            cores: if read == text { all } else { 1 },
        });
    }
    Ok(rows)
}
