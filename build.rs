//! Generates the types of the contract, which `contract.toml` describes, into `OUT_DIR`.

fn main() -> std::process::ExitCode {
    exact_schema_codegen::build("contract.toml")
}
