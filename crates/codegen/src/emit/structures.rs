//! Structs, enums, defaults and builders, by typify.
//!
//! typify sees only shapes that it expresses exactly: objects and enumerations of strings. Every
//! other named type is a replacement, which this crate writes itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use schemars08::schema::RootSchema;
use serde_json::{Map, Value, json};
use syn::File;
use typify::{TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

use crate::location::Location;
use crate::refusal::{Refusal, Refusals};
use crate::shape::{Definitions, Kind, Object, Presence, Usage};

/// Shapes that typify knows by these names, each with the type it is replaced by.
const FREE: [(&str, &str); 2] = [
    ("JsonObject", "::export_bundles::exact::JsonObject"),
    ("JsonValue", "::export_bundles::exact::JsonValue"),
];

/// What typify writes for the objects and enumerations of `definitions`.
pub(super) fn structures(definitions: &Definitions) -> Result<File, Refusals> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(true).with_derive("PartialEq".to_owned());
    let mut document = Document { definitions: Map::new(), settings };
    for (name, definition) in definitions {
        document.add(name, definition.about.description.as_deref(), &definition.kind);
    }
    // typify panics on shapes that it does not expect. It never sees one; if it ever did, that
    // would be a report like any other.
    catch_unwind(AssertUnwindSafe(|| document.run())).unwrap_or_else(|_| Err("it panicked".to_owned())).map_err(
        |why| {
            let place = Location::root("");
            let instead = "a simpler schema, and please report this as a defect";
            Refusal::new(&place, "", format!("typify: {why}"), instead).into()
        },
    )
}

struct Document {
    definitions: Map<String, Value>,
    settings: TypeSpaceSettings,
}

impl Document {
    fn run(self) -> Result<File, String> {
        let root: RootSchema = serde_json::from_value(json!({ "definitions": self.definitions }))
            .map_err(|error| error.to_string())?;
        let mut space = TypeSpace::new(&self.settings);
        space.add_root_schema(root).map_err(|error| error.to_string())?;
        syn::parse2(space.to_stream()).map_err(|error| error.to_string())
    }

    fn add(&mut self, name: &str, description: Option<&str>, kind: &Kind) {
        let mut schema = match kind {
            Kind::Enumeration(words) => json!({ "type": "string", "enum": words }),
            Kind::Object(object) => self.object(name, object),
            Kind::HandWritten { path } => return self.replace(name, path),
            _ => return self.replace(name, name),
        };
        schema["description"] = json!(description.unwrap_or("An object."));
        self.definitions.insert(name.to_owned(), schema);
    }

    /// Declares a type that is written elsewhere.
    fn replace(&mut self, name: &str, path: &str) {
        self.definitions.insert(name.to_owned(), json!({ "type": "string" }));
        self.settings.with_replacement(name, path, [TypeSpaceImpl::Display].into_iter());
    }

    fn object(&mut self, name: &str, object: &Object) -> Value {
        let mut properties = Map::new();
        for (property, member) in &object.members {
            let mut schema = match (&member.presence, &member.usage) {
                (_, Usage::Nullable(_)) | (Presence::Required | Presence::Default(_), _) => {
                    self.usage(name, &member.usage)
                }
                // Absent is not empty: the field is an `Option`, of an array as of anything else.
                (Presence::Optional, usage) => {
                    self.usage(name, &Usage::Nullable(Box::new(usage.clone())))
                }
            };
            if let Presence::Default(default) = &member.presence {
                schema["default"] = default.clone();
            }
            if let Some(description) = &member.description {
                schema["description"] = json!(description);
            }
            properties.insert(property.clone(), schema);
        }
        let required: Vec<&String> = object
            .members
            .iter()
            .filter(|(_, member)| member.presence == Presence::Required)
            .map(|(name, _)| name)
            .collect();
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": object.open,
        })
    }

    fn usage(&mut self, owner: &str, usage: &Usage) -> Value {
        match usage {
            Usage::Anything => self.free(1),
            Usage::Boolean => json!({ "type": "boolean" }),
            Usage::FreeObject => self.free(0),
            Usage::List(items) => json!({ "type": "array", "items": self.usage(owner, items) }),
            Usage::Map(_) => {
                let path = super::rust_type(usage).to_string();
                let name = format!("{owner}Members{}", self.definitions.len());
                self.replace(&name, &path);
                json!({ "$ref": format!("#/definitions/{name}") })
            }
            Usage::Named(name) => json!({ "$ref": format!("#/definitions/{name}") }),
            Usage::Null => json!({ "type": "null" }),
            Usage::Nullable(inner) => {
                json!({ "oneOf": [self.usage(owner, inner), { "type": "null" }] })
            }
            Usage::Text => json!({ "type": "string" }),
        }
    }

    fn free(&mut self, which: usize) -> Value {
        let (name, path) = FREE[which];
        self.replace(name, path);
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}
