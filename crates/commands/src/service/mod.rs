//! What commands share that serve over HTTP: where to listen, what clients may do, the log, and how it ends.
//!
//! ```
//! use clap::Parser;
//! use exact_schema_commands::service::{LimitArguments, ListenArguments};
//!
//! #[derive(Parser)]
//! struct Track {
//!     #[command(flatten)]
//!     listen: ListenArguments,
//!     #[command(flatten)]
//!     limits: LimitArguments,
//! }
//!
//! let track = Track::parse_from(["track", "--listen", "unix:/run/track", "--max-body", "1MiB"]);
//! assert_eq!(track.listen.listen.to_string(), "unix:/run/track");
//! assert_eq!(track.limits.limits().body, 1 << 20);
//! ```

mod end;
mod limits;
mod listen;
mod log;

pub use end::{ended, listening};
pub use limits::LimitArguments;
pub use listen::ListenArguments;
pub use log::{Log, log, log_beside};
