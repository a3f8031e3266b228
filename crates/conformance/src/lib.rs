//! Conformance cases, made from the published schemas.
//!
//! A case is a text, the type that it is said to be, and the verdict that every implementation of
//! the contract must give. [`cases`] makes them from the schemas alone, so that a new field, keyword
//! or type brings its cases by itself; [`examples`] reads those that were written by hand.
//!
//! Whoever makes a case says what it is meant to show: that it is accepted, or which keyword fails
//! where. This [`Intention`] is known from the way the text was made, and from no validator.
//! [`Corpus::settle`] then asks two judges, `decode` and the `jsonschema` crate. A case about which
//! the three disagree is an error: the schema, the generator or a decoder is wrong.
//!
//! ```
//! use export_bundles_conformance::{Corpus, TypeSchema, cases};
//! use serde_json::json;
//!
//! // A part of what is published.
//! let request = TypeSchema {
//!     title: "ExportBundleRequest".to_owned(),
//!     name: "export-bundle-request".to_owned(),
//!     schema: json!({
//!         "type": "object",
//!         "properties": { "include_raw_steps": { "type": "boolean", "default": true } },
//!     }),
//! };
//! let drafts = cases(&[request])?;
//! let draft = drafts.iter().find(|it| it.name.ends_with("include_raw_steps/number")).unwrap();
//! assert_eq!(draft.text, r#"{"include_raw_steps":7}"#);
//! # Ok::<(), export_bundles_conformance::Error>(())
//! ```

mod cases;
mod corpus;
mod draft;
mod error;
mod examples;
mod judge;
mod node;
mod place;
mod sample;
mod schema;
mod specimen;
mod type_schema;

pub use cases::cases;
pub use corpus::{Case, Corpus, CorpusFile};
pub use draft::{Draft, Intention, Violation};
pub use error::{Disagreement, Error};
pub use examples::examples;
pub use type_schema::TypeSchema;
