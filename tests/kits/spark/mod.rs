//! Many machines: on a cluster of Spark, and on Sail, is found what the command finds. Their packages are locked here, so
//! that nobody who only publishes installs them.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use exact_schema_kits::environment::VirtualEnvironment;
use exact_schema_testkit::tools;

use crate::exports::service::program;
use crate::{has_clients, made, root, succeed};

/// The versions of Java that Spark runs on.
const JAVA: [&str; 2] = ["17", "21"];

#[test]
#[ignore = "it takes minutes: `cargo test --test kits spark -- --ignored`"]
fn on_a_cluster_is_found_what_the_command_finds() {
    let Some(java) = java() else {
        return tools::go_without("Java 17 or 21, in JAVA_HOME or /usr/lib/jvm");
    };
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let here = root().join("tests/kits/spark");
    let home = workshop.scratch("spark");
    let environment =
        VirtualEnvironment::with_packages(&here.join("requirements.txt"), &home).unwrap();
    let site = tempfile::tempdir().unwrap();
    let mut pip = environment.python();
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--no-index", "--target"]).arg(site.path());
    succeed(pip.arg(workshop.installed_wheel().unwrap()));
    let mut tests = environment.python();
    tests.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).arg(&here).current_dir(&here);
    tests.env("JAVA_HOME", java).env("SPARK_SITE", site.path());
    succeed(tests.env("EXPORT_BUNDLES", program()));
}

/// Where Java is that Spark runs on.
fn java() -> Option<PathBuf> {
    let named = env::var_os("JAVA_HOME").map(PathBuf::from);
    let installed = std::fs::read_dir("/usr/lib/jvm").ok().into_iter().flatten().flatten();
    named.into_iter().chain(installed.map(|it| it.path())).find(|it| {
        let said = Command::new(it.join("bin/java")).arg("-version").output();
        let said = said.map(|it| String::from_utf8_lossy(&it.stderr).into_owned());
        said.is_ok_and(|said| JAVA.iter().any(|it| said.contains(&format!("version \"{it}."))))
    })
}
