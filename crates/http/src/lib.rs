//! Serves an axum router over HTTP/1.1 so that one client's misuse keeps no other from being served.
//!
//! Whatever a client does is bounded by [`Limits`]. Where places run out, the connection that keeps
//! waiting the longest for its client makes room for the next one. Whatever is refused is told as a
//! problem document (RFC 9457) of a contract, also where it is no HTTP at all.
//!
//! With the feature `tls` a server speaks TLS, `Server::with_tls`; a handshake is bounded by the same limits. With
//! `metrics` connections and refusals are counted for Prometheus, `ConnectionMetrics`.
//!
//! ```
//! use axum::{Router, routing::get};
//! use exact_schema_http::{Limits, Server};
//! use parcel_events::CONTRACT;
//!
//! # async fn serve() -> Result<(), exact_schema_http::Error> {
//! let server = Server::bind(&"localhost:0".parse()?, &CONTRACT).await?;
//! println!("listening on {}", server.address());
//! let router = Router::new().route("/", get(async || "hello\n"));
//! let ended = server.serve_with(router, Limits::default()).await?;
//! assert_eq!(ended.cut_off, 0, "nothing was under way");
//! # Ok(())
//! # }
//! ```

mod address;
mod answer;
mod answered;
mod body;
mod connection;
mod error;
#[cfg(feature = "tls")]
mod handshake;
mod known;
mod limits;
mod listener;
#[cfg(feature = "metrics")]
mod metrics;
mod observe;
mod peer;
mod places;
mod proper;
mod refusal;
mod request_id;
mod server;
mod shared;
mod signals;
#[cfg(feature = "tls")]
mod tls;
mod watch;
mod wire;

pub use address::{Address, Listen};
pub use error::Error;
pub use known::is_known;
pub use limits::Limits;
#[cfg(feature = "metrics")]
pub use metrics::ConnectionMetrics;
pub use observe::Observe;
pub use request_id::request_id;
pub use server::{End, Server};
pub use signals::Signals;
#[cfg(feature = "tls")]
pub use tls::Tls;
