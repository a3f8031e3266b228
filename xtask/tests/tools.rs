//! What was not tried on this machine, once and at the end: cargo runs the tests of this package last.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use exact_schema_kits::environment::missing;
use exact_schema_testkit::tools;

#[test]
fn whatever_was_not_tried_is_said() {
    let mut tests: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for it in tools::untried() {
        tests.entry(it.tool).or_default().push(it.test);
    }
    let missing: Vec<String> = missing().iter().map(ToString::to_string).collect();
    if tests.is_empty() && missing.is_empty() {
        return;
    }
    let mut said = "\nNOT TRIED on this machine:\n".to_owned();
    for (tool, tests) in &tests {
        let _ = writeln!(said, "  for want of {tool}:");
        for test in tests {
            let _ = writeln!(said, "    {test}");
        }
    }
    for it in &missing {
        let _ = writeln!(said, "  {it}");
    }
    // What a test that passes prints is not shown.
    let _ = writeln!(std::io::stderr(), "{said}");
    assert!(!tools::is_check(), "where CI is set, nothing may be missing");
}
