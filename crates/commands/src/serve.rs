//! The command `serve`.

use std::path::Path;
use std::process::ExitCode;

use exact_schema_runtime::Contract;
use exact_schema_serve::{Options, Server, serve};

use crate::arguments::ServeArguments;
use crate::service;

/// Where `publish` writes the reference page.
const REFERENCE: &str = "generated/reference/index.html";

/// Serves until the process is asked to end.
pub fn run(contract: &'static Contract, arguments: &ServeArguments) -> ExitCode {
    let _log = arguments.listen.log.then(service::log);
    let started = |server: &Server| service::listening(server.address(), server.admin_address());
    service::ended(serve(&options(contract, arguments), started))
}

fn options(contract: &'static Contract, arguments: &ServeArguments) -> Options {
    let listen = &arguments.listen;
    let usual = Path::new(REFERENCE);
    let usual = usual.is_file().then(|| usual.to_owned());
    Options {
        contract,
        listen: listen.listen.clone(),
        admin: listen.admin.clone(),
        trust_proxy: listen.trust_proxy,
        reference: arguments.reference.clone().or(usual),
        judge_time: arguments.judge_timeout,
        limits: arguments.limits.limits(),
    }
}
