//! The command `serve`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_runtime::Contract;
use exact_schema_serve::{Limits, Options, Server, serve};
use tracing_appender::non_blocking::WorkerGuard;

use crate::arguments::ServeArguments;
use crate::{CANNOT_TELL, complain, print};

/// Where `publish` writes the reference page.
const REFERENCE: &str = "generated/reference/index.html";

/// Serves until the process is asked to end.
pub fn run(contract: &'static Contract, arguments: &ServeArguments) -> ExitCode {
    let _log = arguments.log.then(log);
    let started = |server: &Server| {
        let mut places = format!("listening on {}\n", server.address());
        if let Some(admin) = server.admin_address() {
            places += &format!("probes and metrics on {admin}\n");
        }
        print(&places, ExitCode::SUCCESS);
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

/// Writes what the server tells to standard error, by a thread of its own: nobody waits for a terminal.
fn log() -> WorkerGuard {
    let (writer, guard) = tracing_appender::non_blocking(std::io::stderr());
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_writer(writer)
        .init();
    guard
}

fn options(contract: &'static Contract, arguments: &ServeArguments) -> Options {
    let bytes = |size: bytesize::ByteSize| usize::try_from(size.as_u64()).unwrap_or(usize::MAX);
    let usual = Path::new(REFERENCE);
    let usual = usual.is_file().then(|| usual.to_owned());
    Options {
        contract,
        listen: arguments.listen.clone(),
        admin: arguments.admin.clone(),
        trust_proxy: arguments.trust_proxy,
        reference: arguments.reference.clone().or(usual),
        judge_time: arguments.judge_timeout,
        limits: Limits {
            body: bytes(arguments.max_body),
            head: bytes(arguments.max_head),
            headers: arguments.max_headers,
            connections: arguments.max_connections,
            per_peer: arguments.max_per_client,
            requests: arguments.max_requests,
            life: arguments.connection_life,
            head_time: arguments.head_timeout,
            body_time: arguments.body_timeout,
            rate: bytes(arguments.min_rate),
            write_time: arguments.write_timeout,
            grace: arguments.grace,
            ..Limits::default()
        },
    }
}
