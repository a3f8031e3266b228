//! The command `serve`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_runtime::Contract;
use exact_schema_serve::{Limits, Options, serve};

use crate::arguments::ServeArguments;
use crate::{CANNOT_TELL, complain, print};

/// Where `publish` writes the reference page.
const REFERENCE: &str = "generated/reference/index.html";

/// Serves until the process is asked to end.
pub fn run(contract: &'static Contract, arguments: &ServeArguments) -> ExitCode {
    let started = |address| {
        print(&format!("listening on http://{address}\n"), ExitCode::SUCCESS);
    };
    match serve(&options(contract, arguments), started) {
        Ok(end) if end.cut_off == 0 => ExitCode::SUCCESS,
        Ok(end) => {
            let plural = if end.cut_off == 1 { "" } else { "s" };
            complain(&format!("{} connection{plural} outlasted the time of grace", end.cut_off));
            ExitCode::FAILURE
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(CANNOT_TELL)
        }
    }
}

fn options(contract: &'static Contract, arguments: &ServeArguments) -> Options {
    let bytes = |size: bytesize::ByteSize| usize::try_from(size.as_u64()).unwrap_or(usize::MAX);
    let usual = Path::new(REFERENCE);
    let usual = usual.is_file().then(|| usual.to_owned());
    Options {
        contract,
        listen: arguments.listen,
        reference: arguments.reference.clone().or(usual),
        limits: Limits {
            body: bytes(arguments.max_body),
            head: bytes(arguments.max_head),
            headers: arguments.max_headers,
            connections: arguments.max_connections,
            head_time: arguments.head_timeout,
            body_time: arguments.body_timeout,
            write_time: arguments.write_timeout,
            grace: arguments.shutdown_grace,
        },
    }
}
