//! A validation sidecar: a small server beside a service in any language, which asks it whether a
//! document is what a contract accepts.
//!
//! | request | answer |
//! | --- | --- |
//! | `POST /v1/validate/{type}` | 204, or a problem (RFC 9457) that lists what is wrong |
//! | `POST /v1/validate` | the same for a document of the default type of the contract, such as a union |
//! | `GET /v1/schemas` | the types, each with the place of its schema |
//! | `GET /v1/schemas/{type}` | what is accepted, as JSON Schema 2020-12 |
//! | `GET /openapi.json` | what this server answers, in OpenAPI 3.1 |
//! | `GET /` | the reference page, where there is one |
//! | `GET /healthz` | 200 while the server answers |
//! | `GET /metrics` | counters and durations for Prometheus |
//!
//! Whatever a sender does is bounded by [`Limits`]: how large a body or a head may be, how long
//! either may take, how many connections there are. As many large documents are judged at the same time as
//! there are processors; another one waits for a while, and is then answered 503. A server that ends
//! answers what it has begun. For every document there is an event of `tracing`, with the id of the
//! request, the type, the verdict and the duration.
//!
//! ```
//! use std::time::Duration;
//! use exact_schema_serve::{Limits, Options, Server};
//! use parcel_events::CONTRACT;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
//! let options = Options {
//!     listen: "127.0.0.1:0".parse()?,
//!     limits: Limits { body: 1 << 20, ..Limits::default() },
//!     ..Options::new(&CONTRACT)
//! };
//! let server = Server::bind(&options).await?;
//! println!("listening on {}", server.address());
//! let end = server.run(tokio::time::sleep(Duration::from_millis(10))).await;
//! assert_eq!(end.cut_off, 0, "nothing was under way");
//! # Ok(())
//! # })
//! # }
//! ```

mod description;
mod error;
mod judges;
mod metrics;
mod named;
mod options;
mod process;
mod published;
mod resource;
mod routes;
mod server;
mod service;
mod validate;

pub use error::Error;
pub use exact_schema_http::{Address, Limits, Listen};
pub use options::Options;
pub use process::serve;
pub use server::{End, Server};
