//! The typed columns say what the documents say.

#![allow(clippy::expect_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use arrow_schema::{DataType, TimeUnit};
use export_bundles::{ExportBundle, decode};
use export_bundles_archive::{Cell, Columns};
use serde_json::Value;

/// Every valid example of a bundle.
fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/v1/examples");
    let types = ["evidence-bundle", "soc2-bundle", "executive-debrief-bundle", "export-bundle"];
    let valid = types.iter().map(|it| folder.join(it).join("valid"));
    let files = valid.flat_map(|it| fs::read_dir(it).expect("there are examples"));
    files.map(|it| it.expect("a file").path()).collect()
}

fn same(cell: &Cell, value: Option<&Value>) -> bool {
    match (cell, value) {
        (Cell::Null, None | Some(Value::Null)) => true,
        (Cell::Flag(cell), Some(Value::Bool(value))) => cell == value,
        (Cell::Integer(cell), Some(Value::Number(value))) => value.as_i64() == Some(*cell),
        (Cell::Number(cell), Some(Value::Number(value))) => value.as_f64() == Some(*cell),
        (Cell::Text(cell), Some(Value::String(value))) => **cell == **value,
        _ => false,
    }
}

#[test]
fn every_column_of_every_example_is_the_member_that_it_is_of() {
    let columns = Columns::get().expect("every member has a column");
    let mut seen = vec![false; columns.bundles.len()];
    let examples = examples();
    assert!(examples.len() > 10);
    for path in examples {
        let text = fs::read(&path).expect("an example");
        let bundle: ExportBundle = decode(&text).expect("a bundle");
        let found = columns.project(&bundle).expect("every value fits");
        let written = serde_json::to_value(&bundle).expect("it is JSON");
        for ((column, cell), seen) in columns.bundles.iter().zip(&found.row).zip(&mut seen) {
            let value = written.pointer(&column.pointer);
            assert!(same(cell, value), "{}: {}: {cell:?}", path.display(), column.pointer);
            *seen |= *cell != Cell::Null;
        }
        let steps = written.get("steps").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(found.items.len(), steps.len());
        for (row, step) in found.items.iter().zip(&steps) {
            for (column, cell) in columns.steps.iter().zip(row) {
                assert!(same(cell, step.pointer(&column.pointer)), "{}", column.pointer);
            }
        }
    }
    let unseen: Vec<_> = columns.bundles.iter().zip(seen).filter(|(_, seen)| !seen).collect();
    assert!(unseen.is_empty(), "no example has {unseen:?}");
}

#[test]
fn types_are_those_of_the_schemas() {
    let columns = Columns::get().expect("every member has a column");
    let of = |name: &str| {
        let mut all = columns.bundles.iter().chain(&columns.steps);
        all.find(|it| it.name == name).map(|it| it.data_type.clone())
    };
    let moment = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    assert_eq!(of("total_tokens"), Some(DataType::Int64));
    assert_eq!(of("total_cost_cents"), Some(DataType::Float64));
    assert_eq!(of("is_inflection"), Some(DataType::Boolean));
    assert_eq!(of("created_at"), Some(moment.clone()));
    assert_eq!(of("reviewed_at"), Some(moment));
    assert_eq!(of("review_status"), Some(DataType::Utf8));
}
