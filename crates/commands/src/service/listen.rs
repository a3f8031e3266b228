//! Where to listen, and what to tell of it.

use clap::Args;
use exact_schema_http::Listen;

/// Where to listen, and what to tell of it: the same words for every command that serves.
///
/// ```
/// use clap::{Args, Command, FromArgMatches};
/// use exact_schema_commands::service::ListenArguments;
///
/// let command = ListenArguments::augment_args(Command::new("track"));
/// let matches = command.get_matches_from(["track", "--admin", "localhost:9090"]);
/// let arguments = ListenArguments::from_arg_matches(&matches)?;
/// assert_eq!(arguments.listen.to_string(), "127.0.0.1:8080");
/// assert_eq!(arguments.admin.map(|it| it.to_string()).as_deref(), Some("localhost:9090"));
/// # Ok::<(), clap::Error>(())
/// ```
#[derive(Debug, Args)]
pub struct ListenArguments {
    /// Where to listen; port 0 is any that is free
    ///
    /// HOST:PORT, such as localhost:8080, or unix:PATH. Everybody who can reach this address may ask.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: Listen,

    /// Where to answer /healthz and /metrics, and then nowhere else [default: where it listens]
    ///
    /// These places are never taken by those who ask for anything else.
    #[arg(long, value_name = "ADDRESS")]
    pub admin: Option<Listen>,

    /// Count clients by the last address in X-Forwarded-For, which the proxy in front has written
    ///
    /// Without a proxy that writes it, every client could be whoever they like.
    #[arg(long)]
    pub trust_proxy: bool,

    /// Write a line of JSON for everything that is asked to standard error
    ///
    /// Its id is that of X-Request-Id, where it has one of up to 64 plain characters.
    #[arg(long)]
    pub log: bool,
}
