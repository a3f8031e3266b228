//! A validation sidecar: a small server beside a service in any language, which asks it whether a
//! document is what the contract accepts.
//!
//! | request | answer |
//! | --- | --- |
//! | `POST /v1/validate/{type}` | 204, or a problem (RFC 9457) that lists what is wrong |
//! | `POST /v1/validate` | the same for a bundle, whose type is its `bundle_type` |
//! | `GET /v1/schemas` | the types, each with the place of its schema |
//! | `GET /v1/schemas/{type}` | what is accepted, as JSON Schema 2020-12 |
//! | `GET /openapi.json` | an export service, in OpenAPI 3.1 |
//! | `GET /` | the reference page, where there is one |
//! | `GET /healthz` | 200 while the server answers |
//! | `GET /metrics` | counters and durations for Prometheus |
//!
//! Whatever a sender does is bounded by [`Limits`]: how large a body or a head may be, how long
//! either may take, how many connections there are. A server that ends answers what it has begun.
//!
//! ```
//! use std::time::Duration;
//! use export_bundles_serve::{Limits, Options, Server};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
//! let options = Options {
//!     listen: "127.0.0.1:0".parse()?,
//!     limits: Limits { body: 1 << 20, ..Limits::default() },
//!     ..Options::default()
//! };
//! let server = Server::bind(&options).await?;
//! println!("listening on http://{}", server.address());
//! let end = server.run(tokio::time::sleep(Duration::from_millis(10))).await;
//! assert_eq!(end.cut_off, 0, "nothing was under way");
//! # Ok(())
//! # })
//! # }
//! ```

mod error;
mod linger;
mod metrics;
mod named;
mod options;
mod process;
mod published;
mod resource;
mod routes;
mod server;
mod validate;

pub use error::Error;
pub use options::{Limits, Options};
pub use process::serve;
pub use server::{End, Server};
