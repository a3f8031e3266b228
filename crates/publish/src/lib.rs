//! Publishes the contract: JSON Schemas and an OpenAPI document, re-emitted from the Rust types and
//! proved to say what the source schemas say, and a corpus of cases to hold validators against.
//!
//! The source schemas make the Rust types; here the way leads back. schemars emits a schema from
//! each type, once for what the type reads (*accept*) and once for what it writes (*emit*), and
//! three inclusions are proved before anything is written:
//!
//! - every document that the source accepts, the accept schema accepts;
//! - every document that the accept schema accepts, the source accepts;
//! - every document that the emit schema accepts, the accept schema accepts.
//!
//! [`publish`] computes a [`Report`]; [`render`] turns it into a table. Nothing here prints.
//!
//! ```no_run
//! use exact_schema_publish::{Mode, Options, publish, render};
//! use parcel_events::{CONTRACT, SOURCE};
//!
//! let options = Options::in_folder(".", &CONTRACT, Mode::Check)?;
//! let report = publish(&CONTRACT, SOURCE, &options)?;
//! print!("{}", render(&report));
//! std::process::exit(i32::from(!report.is_success()));
//! # Ok::<(), exact_schema_publish::Error>(())
//! ```

mod collection;
mod corpus;
mod drift;
mod error;
mod layout;
mod mark;
mod number;
mod openapi;
pub mod proof;
mod publication;
mod publish;
mod released;
mod render;
mod report;
mod schema;

pub use collection::{CollectedFile, Collection, Survey};
pub use drift::Drift;
pub use error::Error;
pub use mark::mark;
pub use publication::{Artefact, Publication};
pub use publish::{Mode, Options, publish};
pub use render::render;
pub use report::{FileReport, FileState, Outcome, Report, Size, TypeReport};
