//! What JSON Schema 2020-12 says of schemas as such: keywords, the places of schemas within schemas,
//! and references between documents.
//!
//! ```
//! use exact_schema_schema::{Library, keyword, keyword::Constrains, subschema};
//! use serde_json::json;
//!
//! assert_eq!(keyword::find("minLength").map(|it| it.constrains), Some(Constrains::Strings));
//! assert_eq!(keyword::closest("minLenght", |_| true), Some("minLength"));
//!
//! let schema = json!({ "properties": { "a/b": { "$ref": "name.json" } } });
//! assert_eq!(subschema::places(&schema), ["/properties/a~1b"]);
//!
//! let mut library = Library::default();
//! library.add("person.json", schema)?;
//! library.add("name.json", json!({ "type": "string" }))?;
//! let person = library.self_contained("person.json")?.schema;
//! assert_eq!(person["properties"]["a/b"]["$ref"], "#/$defs/name.json");
//! # Ok::<(), exact_schema_schema::Error>(())
//! ```

pub mod dialect;
mod draft;
mod error;
pub mod folder;
pub mod keyword;
mod library;
mod location;
pub mod pointer;
pub mod reference;
pub mod subschema;

pub use draft::{Draft, NoDraft, Places, Tell, Translated, translate};
pub use error::{Error, Unresolved};
pub use library::{Library, SelfContained};
pub use location::Location;
