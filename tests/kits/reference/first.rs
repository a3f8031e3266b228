use export_bundles::{ExportBundle, decode};

fn main() {
    match decode::<ExportBundle>(b"{}") {
        Ok(document) => println!("{document:?}"),
        Err(rejection) => {
            for violation in rejection.violations() {
                println!("{} {}", violation.pointer(), violation.message());
            }
        }
    }
}
