//! The program `parcel-events`: the commands of every contract, for this one.

fn main() -> std::process::ExitCode {
    exact_schema_commands::main(&parcel_events::CONTRACT, parcel_events::SOURCE)
}
