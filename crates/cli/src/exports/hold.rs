//! `exports hold`: keeps what somebody needs, however old it is.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use exact_schema_commands::terminal::{complain, print, remark};
use export_bundles::utc_now;
use export_bundles_store::Hold;

use super::Failure;
use super::store::{StoreArguments, in_time};

/// Keep everything about an incident, however old it is: a legal hold
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Hold an incident: its bundles, its run, its trace and its spans
    Add {
        #[command(flatten)]
        store: StoreArguments,

        /// Whose incident it is
        #[arg(long)]
        tenant: String,

        /// Why it is held
        #[arg(long, value_name = "TEXT")]
        reason: String,

        /// The id of the incident
        incident: String,
    },
    /// Hold it no longer
    Lift {
        #[command(flatten)]
        store: StoreArguments,

        /// Whose incident it is
        #[arg(long)]
        tenant: String,

        /// The id of the incident
        incident: String,
    },
    /// List what is held
    List {
        #[command(flatten)]
        store: StoreArguments,
    },
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    in_time(async {
        match &arguments.task {
            Task::Add { store, tenant, reason, incident } => {
                let hold = Hold {
                    tenant: tenant.clone(),
                    incident_id: incident.clone(),
                    reason: reason.clone(),
                    since: utc_now(),
                };
                if !store.open().await?.hold(&hold).await? {
                    remark("it is held already");
                }
                Ok(ExitCode::SUCCESS)
            }
            Task::Lift { store, tenant, incident } => {
                if store.open().await?.lift(tenant, incident).await? {
                    return Ok(ExitCode::SUCCESS);
                }
                complain("it is not held");
                Ok(ExitCode::FAILURE)
            }
            Task::List { store } => {
                let holds = store.open().await?.holds().await?;
                let line = |it: &Hold| {
                    format!("{}\t{}\t{}\t{}\n", it.tenant, it.incident_id, it.since, it.reason)
                };
                Ok(print(holds.iter().map(line).collect::<String>(), ExitCode::SUCCESS))
            }
        }
    })
}
