//! `exports`: runs the service.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use exact_schema_commands::service::{LimitArguments, ListenArguments, ended, listening};
#[cfg(not(feature = "otel"))]
use exact_schema_commands::service::{Log, log};
use exact_schema_commands::terminal::remark;
use exact_schema_http::Tls;
use export_bundles_evidence::otlp::Prices;
use export_bundles_exports::{DEMO_TENANT, Options, Server, serve};
use export_bundles_store::Migrations;

use super::Failure;
use super::keys::KeyArguments;
use super::store::StoreArguments;
use crate::{file, trust};

#[derive(Debug, Args)]
pub struct ServeArguments {
    #[command(flatten)]
    store: StoreArguments,

    /// Do not make the tables of the store, nor bring them to this version
    #[arg(long)]
    no_migrate: bool,

    #[command(flatten)]
    keys: KeyArguments,

    /// A file that says whose signatures count in reports, beside that of --key, as `verify --trust` takes it
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,

    /// A file with what tokens cost, for spans that do not say it, as `assemble --prices` takes it
    #[arg(long, value_name = "FILE")]
    prices: Option<PathBuf>,

    /// A TOML file with flags
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Let everybody on this machine ask without a token, as this tenant
    #[arg(long, value_name = "TENANT", num_args = 0..=1, default_missing_value = "default")]
    open: Option<String>,

    /// Put three incidents into the store to try the service with, and let everybody on this machine ask
    #[arg(long)]
    demo: bool,

    /// The certificate of the service, a PEM file with its chain; without one it speaks no TLS
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,

    /// The key of the certificate, a PEM file
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,

    /// How many requests a tenant may make in a second; a further one is answered 429
    #[arg(long, value_name = "N", default_value = "1000")]
    tenant_rate: NonZeroU32,

    /// How long a request waits for its turn, where it takes more than a moment; then it is answered 503
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = humantime::parse_duration)]
    patience: Duration,

    /// Where to send what the service does, as traces of OpenTelemetry (OTLP/HTTP), such as
    /// http://localhost:4318/v1/traces
    #[cfg(feature = "otel")]
    #[arg(long, value_name = "URL")]
    otlp_endpoint: Option<String>,

    #[command(flatten)]
    listen: ListenArguments,

    #[command(flatten)]
    limits: LimitArguments,
}

pub fn run(arguments: &ServeArguments) -> Result<ExitCode, Failure> {
    let (keys, made) = arguments.keys.read_or_make()?;
    for path in made {
        remark(&format!(
            "made a new key, {}: what it signs is verified by its public part",
            path.display()
        ));
    }
    let options = options(arguments, keys)?;
    let _told = told(arguments)?;
    let started = |server: &Server| {
        if options.demo {
            let place = server.address();
            remark(&format!(
                "three incidents of the tenant {DEMO_TENANT} are in the store; ask for a bundle of one:"
            ));
            remark(&format!(
                "curl -i --json '{{\"incident_id\": \"inc_demo_tokens\"}}' {place}/v1/exports"
            ));
        }
        listening(server.address(), server.admin_address());
    };
    Ok(ended(serve(&options, started)))
}

/// Whoever is told what the service does, for as long as it runs.
#[cfg(feature = "otel")]
fn told(arguments: &ServeArguments) -> Result<super::telemetry::Telemetry, Failure> {
    super::telemetry::start(arguments.otlp_endpoint.as_deref(), arguments.listen.log)
}

/// Whoever is told what the service does, for as long as it runs.
#[cfg(not(feature = "otel"))]
fn told(arguments: &ServeArguments) -> Result<Option<Log>, Failure> {
    Ok(arguments.listen.log.then(log))
}

fn options(arguments: &ServeArguments, keys: super::keys::Keys) -> Result<Options, Failure> {
    let trust = arguments.trust.as_deref().map(trust::read).transpose()?;
    let tls = match (&arguments.tls_cert, &arguments.tls_key) {
        (Some(certificates), Some(key)) => Some(Tls::read(certificates, key)?),
        _ => None,
    };
    let prices = match &arguments.prices {
        Some(path) => Prices::parse(&file::read(path)?)
            .map_err(|cause| Failure::Prices { path: path.clone(), cause })?,
        None => Prices::default(),
    };
    let open = arguments.open.clone().or_else(|| arguments.demo.then(|| DEMO_TENANT.to_owned()));
    Ok(Options {
        migrations: if arguments.no_migrate { Migrations::Expect } else { Migrations::Run },
        signer: keys.signer,
        trust,
        prices,
        listen: arguments.listen.listen.clone(),
        admin: arguments.listen.admin.clone(),
        trust_proxy: arguments.listen.trust_proxy,
        tls,
        open,
        tenant_rate: arguments.tenant_rate,
        patience: arguments.patience,
        limits: arguments.limits.limits(),
        demo: arguments.demo,
        ..Options::new(&arguments.store.store, keys.log)
    })
}
