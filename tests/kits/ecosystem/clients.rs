//! Clients in Python that others make of the description.

use std::fs;
use std::process::Command;

use exact_schema_testkit::tools::JAVA;

use super::{description, here, tools};
use crate::{has_clients, made, succeed};

/// The tag of a bundle decides what its type is: for a reader, and for a checker of types.
#[test]
fn clients_in_python_tell_bundles_apart() {
    if !has_clients() || !JAVA.is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("generator.yaml"), "post_hooks: []\n").unwrap();
    let python = &made().workshop.python;
    let mut attrs = Command::new(python.tool("openapi-python-client"));
    attrs.args(["generate", "--meta", "none", "--path"]).arg(description());
    attrs.arg("--output-path").arg(place("attrs_client"));
    succeed(attrs.arg("--config").arg(place("generator.yaml")));
    let mut pydantic = Command::new(tools().python.tool("openapi-generator-cli"));
    pydantic.args(["generate", "--generator-name", "python", "--package-name", "pydantic_client"]);
    pydantic.arg("--input-spec").arg(description()).arg("--output").arg(folder.path());
    succeed(&mut pydantic);

    let program = here().join("clients/told.py");
    let mut run = python.script(&program.to_string_lossy());
    succeed(run.arg(description()).env("PYTHONPATH", folder.path()));
    let mut mypy = Command::new(python.tool("mypy"));
    mypy.args(["--strict", "--follow-imports", "silent"]).arg(&program);
    succeed(mypy.current_dir(&folder).env("MYPYPATH", folder.path()));
}
