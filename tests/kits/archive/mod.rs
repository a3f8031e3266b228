//! Archives, as tools read them that are not ours: DuckDB, pyarrow, and a script of a few lines.

use exact_schema_kits::environment::VirtualEnvironment;

use crate::exports::service::program;
use crate::{has_clients, made, root, succeed};

#[test]
fn other_tools_read_an_archive_and_draw_the_same_sample() {
    if !has_clients() {
        return;
    }
    let here = root().join("tests/kits/archive");
    let home = made().workshop.scratch("archive");
    let environment =
        VirtualEnvironment::with_packages(&here.join("requirements.txt"), &home).unwrap();
    let mut tests = environment.python();
    tests.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).arg(&here).current_dir(&here);
    succeed(tests.env("EXPORT_BUNDLES", program()));
}
