//! Conformance cases, made from the published schemas.
//!
//! A case is a text, the type that it is said to be, and the verdict that every implementation of
//! the contract must give. [`cases`] makes them from the schemas alone, so that a new field, keyword
//! or type brings its cases by itself; [`examples`] reads those that were written by hand.
//!
//! The maker of a case says what it is meant to show: that it is accepted, or which keyword fails
//! where. This [`Intention`] is known from the way the text was made, and from no validator.
//! [`Corpus::settle`] then asks two judges, `decode` and the `jsonschema` crate. A case about which
//! the three disagree is an error: the schema, the generator or a decoder is wrong.
//!
//! ```
//! use exact_schema_conformance::{Corpus, TypeSchema, cases};
//! use serde_json::json;
//!
//! // A part of what is published.
//! let order = TypeSchema {
//!     title: "Order".to_owned(),
//!     name: "order".to_owned(),
//!     schema: json!({
//!         "type": "object",
//!         "properties": { "gift": { "type": "boolean", "default": true } },
//!     }),
//! };
//! let drafts = cases(&[order])?;
//! let draft = drafts.iter().find(|it| it.name.ends_with("gift/number")).unwrap();
//! assert_eq!(draft.text, r#"{"gift":7}"#);
//! # Ok::<(), exact_schema_conformance::Error>(())
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
