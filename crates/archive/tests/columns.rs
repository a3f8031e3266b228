//! The typed columns say what the documents say.

#![allow(clippy::expect_used, reason = "a test says by a panic that it failed")]

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_schema::{DataType, TimeUnit};
use export_bundles::{ExportBundle, Timestamp, decode};
use export_bundles_archive::Columns;
use serde_json::Value;

/// Every valid example of a bundle.
fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/v1/examples");
    let types = ["evidence-bundle", "soc2-bundle", "executive-debrief-bundle", "export-bundle"];
    let valid = types.iter().map(|it| folder.join(it).join("valid"));
    let files = valid.flat_map(|it| fs::read_dir(it).expect("there are examples"));
    files.map(|it| it.expect("a file").path()).collect()
}

/// Whether a column says in a row what a member says.
fn same(column: &dyn Array, row: usize, value: Option<&Value>) -> bool {
    let value = value.filter(|it| !it.is_null());
    if column.is_null(row) {
        return value.is_none();
    }
    match (column.data_type(), value) {
        (DataType::Boolean, Some(Value::Bool(value))) => column.as_boolean().value(row) == *value,
        (DataType::Int64, Some(Value::Number(value))) => {
            value.as_i64() == Some(column.as_primitive::<Int64Type>().value(row))
        }
        (DataType::Float64, Some(Value::Number(value))) => {
            value.as_f64() == Some(column.as_primitive::<Float64Type>().value(row))
        }
        (DataType::Timestamp(TimeUnit::Microsecond, _), Some(Value::String(value))) => {
            let micros = column.as_primitive::<TimestampMicrosecondType>().value(row);
            let moment = value.parse::<Timestamp>().expect("a moment").as_datetime();
            moment.timestamp_micros() == micros
        }
        (DataType::Utf8, Some(Value::String(value))) => {
            column.as_string::<i32>().value(row) == value
        }
        _ => false,
    }
}

#[test]
fn every_column_of_every_example_is_the_member_that_it_is_of() {
    let columns = Columns::get().expect("every member has a column");
    let examples = examples();
    assert!(examples.len() > 10);
    let read = |path: &PathBuf| -> ExportBundle {
        decode(&fs::read(path).expect("an example")).expect("a bundle")
    };
    let bundles: Vec<ExportBundle> = examples.iter().map(read).collect();
    let found = columns.project(bundles.iter()).expect("every value fits");
    let mut first_step = 0;
    for (row, bundle) in bundles.iter().enumerate() {
        let written = serde_json::to_value(bundle).expect("it is JSON");
        let example = examples[row].display();
        for (column, values) in columns.bundles.iter().zip(&found.bundles) {
            let value = written.pointer(&column.pointer);
            assert!(same(values, row, value), "{example}: {}: {value:?}", column.pointer);
        }
        let steps = written.get("steps").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(found.steps_until[row], first_step + steps.len());
        for (row, step) in (first_step..).zip(&steps) {
            for (column, values) in columns.steps.iter().zip(&found.steps) {
                let value = step.pointer(&column.pointer);
                assert!(same(values, row, value), "{example}: {}: {value:?}", column.pointer);
            }
        }
        first_step = found.steps_until[row];
    }
    assert!(found.steps.iter().all(|it| it.len() == first_step));
    let all = columns.bundles.iter().zip(&found.bundles);
    let unseen: Vec<_> = all.filter(|(_, values)| values.null_count() == bundles.len()).collect();
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
